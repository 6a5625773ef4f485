package io.github.kitrail.cli;

import io.github.kitrail.environment.Environment;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps out of the log what is secret in an action's inputs. */
final class ActionSecrets {
  private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");

  /** Three parts in base64url; the first is a JSON object. */
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

  /** The fields of a Docker config.json that hold one. */
  private static final Pattern AUTHS =
      Pattern.compile("\"(auth|password|identitytoken|registrytoken)\"\\s*:\\s*\"([^\"]+)\"");

  private ActionSecrets() {}

  /** A key or a token, and not the name of one. */
  static boolean isSecret(String value) {
    return PEM.matcher(value).find() || TOKEN.matcher(value).matches();
  }

  static void mask(ActionValues values, Environment environment) {
    for (String name :
        List.of(ActionInputs.PASSWORD, ActionInputs.TOKEN, ActionInputs.PASSPHRASE)) {
      environment.mask(values.get(name));
    }
    maskAuths(values.get(ActionInputs.DOCKER_CONFIG), environment);
    for (ActionInput input : values.inputs()) {
      if (input.kind() == ActionInput.Kind.SECRET_OR_FILE) {
        maskKey(values.get(input.name()), environment);
      }
    }
  }

  /** Its first and last lines are no secret, and everybody else's, too. */
  private static void maskKey(String value, Environment environment) {
    Matcher pem = PEM.matcher(value);
    if (isSecret(value) && !(pem.find() && pem.group(1).equals("PUBLIC KEY"))) {
      value.lines().filter(it -> !it.contains("-----")).forEach(environment::mask);
    }
  }

  private static void maskAuths(String config, Environment environment) {
    Matcher secret = AUTHS.matcher(config);
    while (secret.find()) {
      environment.mask(secret.group(2));
      if (secret.group(1).equals("auth")) {
        maskPassword(secret.group(2), environment);
      }
    }
  }

  /** {@code user:password} in base64. */
  private static void maskPassword(String auth, Environment environment) {
    try {
      String pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
      environment.mask(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      // Not base64, so nobody can log in with it.
    }
  }
}

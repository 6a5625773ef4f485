package io.jenkins.plugins.kitrail.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Credentials as the tool takes them: variables of its environment, and one file that it only knows
 * as a file. Also what of them must not be seen.
 */
public final class CredentialVariables {
  /** The variable with the private key's text, for {@code --key env:…}. */
  public static final String KEY = "KITRAIL_SIGNING_KEY";

  /** The folder with a {@code config.json}. */
  public static final String DOCKER_CONFIG = "DOCKER_CONFIG";

  private static final Pattern PRIVATE = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----");

  /** The fields of a Docker config.json that hold one. */
  private static final Pattern AUTHS =
      Pattern.compile("\"(?:auth|password|identitytoken|registrytoken)\"\\s*:\\s*\"([^\"]+)\"");

  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Set<String> secrets = new LinkedHashSet<>();
  @CheckForNull private String dockerConfig;

  /** A login for the registries that the command names. */
  public CredentialVariables registry(String username, boolean usernameSecret, String password) {
    variables.put("KITRAIL_REGISTRY_USERNAME", username);
    variables.put("KITRAIL_REGISTRY_PASSWORD", password);
    secrets.add(password);
    // Masked in base64, too, as HTTP sends it.
    secrets.add(username + ":" + password);
    if (usernameSecret) {
      secrets.add(username);
    }
    return this;
  }

  /**
   * @param id for sentences
   * @throws IllegalArgumentException with a sentence for the user, when that is no private key
   */
  public CredentialVariables key(String id, String pem) {
    if (!PRIVATE.matcher(pem).find()) {
      throw new IllegalArgumentException(
          "The credential "
              + id
              + " holds no private key: it has no line like -----BEGIN ENCRYPTED SIGSTORE PRIVATE"
              + " KEY-----. Store cosign.key, or a key in PEM, as a secret file or secret text.");
    }
    variables.put(KEY, pem);
    secrets.add(pem);
    return this;
  }

  public CredentialVariables passphrase(String passphrase) {
    variables.put("KITRAIL_KEY_PASSPHRASE", passphrase);
    secrets.add(passphrase);
    return this;
  }

  public CredentialVariables identityToken(String token) {
    variables.put("SIGSTORE_ID_TOKEN", token);
    secrets.add(token);
    return this;
  }

  /**
   * @param id for sentences
   * @param json Docker's config.json
   * @throws IllegalArgumentException with a sentence for the user, when that is no JSON object
   */
  public CredentialVariables dockerConfig(String id, String json) {
    if (ResultRecord.parse(json) == null) {
      throw new IllegalArgumentException(
          "The credential " + id + " is no Docker config.json: it holds no JSON object.");
    }
    dockerConfig = json;
    AUTHS.matcher(json).results().forEach(it -> addWithPassword(it.group(1)));
    return this;
  }

  /** An {@code auth} is {@code user:password} in base64. */
  private void addWithPassword(String secret) {
    secrets.add(secret);
    try {
      String pair = new String(Base64.getDecoder().decode(secret), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      if (colon > 0) {
        secrets.add(pair.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      // A token, and not base64.
    }
  }

  /** For the environment of the command, and nowhere else. */
  public Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  /** All that must not be seen in a log. */
  public Set<String> secrets() {
    return Set.copyOf(secrets);
  }

  /** The text of the {@code config.json}; null for none. */
  @CheckForNull
  public String dockerConfig() {
    return dockerConfig;
  }
}

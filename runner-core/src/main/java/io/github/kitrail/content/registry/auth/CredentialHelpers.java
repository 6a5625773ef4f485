package io.github.kitrail.content.registry.auth;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Programs that keep credentials in a key chain: {@code docker-credential-NAME}, asked over stdin.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers#development">their protocol</a>
 */
final class CredentialHelpers {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  // What helpers put in the place of a user name when the secret is an identity token.
  private static final String TOKEN_USER = "<token>";

  private final Map<String, String> environment;
  private final Duration timeout;

  CredentialHelpers(Map<String, String> environment, Duration timeout) {
    this.environment = Map.copyOf(environment);
    this.timeout = timeout;
  }

  /**
   * @param file what names the helper, for the message
   */
  @Nullable Credential get(String name, String key, Path file) throws KitrailException {
    HelperProcess.Result result = run(name, "get", key, file);
    if (result.status() != 0) {
      // Helpers tell everything on stdout.
      if (result.output().toLowerCase(Locale.ROOT).contains("credentials not found")) {
        return null;
      }
      throw failed(name, file, "it failed with status " + result.status());
    }
    try {
      JsonNode answer = CredentialFile.JSON.readTree(result.output());
      String username = answer.path("Username").asText("");
      String secret = answer.path("Secret").asText("");
      if (secret.isEmpty()) {
        return null;
      }
      return username.equals(TOKEN_USER)
          ? new Credential.IdentityToken(secret)
          : new Credential.Password(username, secret);
    } catch (JacksonException e) {
      throw failed(name, file, "it answered no JSON");
    }
  }

  void store(String name, String key, Credential credential, Path file) throws KitrailException {
    ObjectNode entry = CredentialFile.JSON.createObjectNode().put("ServerURL", key);
    if (credential instanceof Credential.Password password) {
      entry.put("Username", password.username()).put("Secret", password.password());
    } else if (credential instanceof Credential.IdentityToken token) {
      entry.put("Username", TOKEN_USER).put("Secret", token.token());
    } else {
      throw failed(name, file, "it keeps no bearer tokens");
    }
    HelperProcess.Result result = run(name, "store", entry.toString(), file);
    if (result.status() != 0) {
      throw failed(name, file, "it could not store the login (status " + result.status() + ")");
    }
  }

  /** Forgets a login that is there. */
  void erase(String name, String key, Path file) throws KitrailException {
    HelperProcess.Result result = run(name, "erase", key, file);
    if (result.status() != 0) {
      throw failed(name, file, "it could not erase the login (status " + result.status() + ")");
    }
  }

  private HelperProcess.Result run(String name, String verb, String input, Path file)
      throws KitrailException {
    if (!NAME.matcher(name).matches()) {
      throw failed(name, file, "this is no name of a helper");
    }
    Path program = HelperProcess.find(environment, "docker-credential-" + name);
    if (program == null) {
      throw failed(name, file, "there is no program docker-credential-" + name + " on PATH");
    }
    try {
      byte[] in = input.getBytes(StandardCharsets.UTF_8);
      return HelperProcess.run(program, verb, in, environment, timeout);
    } catch (IOException e) {
      throw failed(name, file, String.valueOf(e.getMessage()));
    }
  }

  private static KitrailException failed(String name, Path file, String reason) {
    return new KitrailException(
        ErrorCode.BAD_CREDENTIAL,
        "Could not use the credential helper "
            + name
            + " that "
            + file
            + " names: "
            + reason
            + ".");
  }
}

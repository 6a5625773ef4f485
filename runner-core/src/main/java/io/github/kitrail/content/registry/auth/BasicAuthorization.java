package io.github.kitrail.content.registry.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** User name and password in one word, as HTTP's headers and Docker's files have them. */
final class BasicAuthorization {
  private BasicAuthorization() {}

  static String header(Credential.Password password) {
    return "Basic " + encode(password);
  }

  static String encode(Credential.Password password) {
    String pair = password.username() + ":" + password.password();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}

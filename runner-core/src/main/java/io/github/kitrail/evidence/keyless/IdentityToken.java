package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * An OpenID Connect token: who the signer is, as somebody known to Fulcio says. It is a secret, and
 * only looked into here: Fulcio checks it.
 *
 * @param value as it is sent
 * @param issuer who made it
 * @param subject what Fulcio wants signed as a proof that the key is held: the email address where
 *     there is one, else {@code sub}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">JSON Web Token</a>
 */
public record IdentityToken(String value, String issuer, String subject) {
  /** What Fulcio takes a token for. */
  static final String AUDIENCE = "sigstore";

  /**
   * @param from where it was found, for messages
   * @throws KitrailException BAD_CREDENTIAL when it is no token, or one that is too old or for
   *     somebody else than sigstore
   */
  public static IdentityToken parse(String text, String from, Instant now) throws KitrailException {
    ObjectNode claims = claims(text.strip(), from);
    String issuer = claims.path("iss").asText("");
    String subject = claims.path("email").asText(claims.path("sub").asText(""));
    if (issuer.isEmpty() || subject.isEmpty()) {
      throw unusable(from, "it names no issuer (iss) or no subject (sub)");
    }
    long expires = claims.path("exp").asLong(Long.MAX_VALUE);
    if (expires <= now.getEpochSecond()) {
      throw unusable(
          from,
          "it has expired at "
              + Instant.ofEpochSecond(expires)
              + "; such tokens live for minutes, so get a fresh one from "
              + Printable.of(issuer)
              + " just before signing");
    }
    if (!isFor(claims.path("aud"))) {
      throw unusable(
          from,
          "its audience is "
              + Printable.of(claims.path("aud").toString())
              + ", where Fulcio takes \""
              + AUDIENCE
              + "\"; ask "
              + Printable.of(issuer)
              + " for that audience");
    }
    return new IdentityToken(text.strip(), issuer, subject);
  }

  private static boolean isFor(JsonNode audience) {
    if (audience.isTextual()) {
      return audience.textValue().equals(AUDIENCE);
    }
    for (JsonNode one : audience) {
      if (AUDIENCE.equals(one.textValue())) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode claims(String token, String from) throws KitrailException {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw unusable(from, "it is no JSON Web Token");
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(parts[1].getBytes(StandardCharsets.UTF_8));
      return StrictJson.parse(json, "The token");
    } catch (IllegalArgumentException | KitrailException e) {
      // The cause would quote the token.
      throw unusable(from, "it is no JSON Web Token");
    }
  }

  private static KitrailException unusable(String from, String reason) {
    return new KitrailException(
        ErrorCode.BAD_CREDENTIAL,
        "The identity token " + from + " cannot be used: " + reason + ".");
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "identity token of " + subject + " by " + issuer;
  }
}

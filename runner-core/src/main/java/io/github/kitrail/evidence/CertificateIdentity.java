package io.github.kitrail.evidence;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Whose certificate counts: who vouched for the signer, and whom it vouched for.
 *
 * @param issuer the OpenID Connect issuer, such as {@code
 *     https://token.actions.githubusercontent.com}; compared as it is
 * @param identity the certificate's subject alternative name: an email address or a URI, such as
 *     {@code https://github.com/acme/faq/.github/workflows/release.yml@refs/heads/main}; or a
 *     regular expression for it, between slashes, which must match all of it
 */
public record CertificateIdentity(String issuer, String identity) {
  /**
   * @throws KitrailException BAD_INPUT when one is empty, or the expression is none
   */
  public static CertificateIdentity of(String issuer, String identity) throws KitrailException {
    if (issuer.isBlank() || identity.isBlank() || identity.equals("//")) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "A keyless signer is an issuer and an identity, and neither may be empty: anybody could"
              + " sign.");
    }
    CertificateIdentity signer = new CertificateIdentity(issuer, identity);
    try {
      signer.matcher();
    } catch (PatternSyntaxException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The identity " + identity + " is no regular expression: " + e.getDescription() + ".",
          e);
    }
    return signer;
  }

  /** Whether a certificate by this issuer for this subject is meant. */
  public boolean matches(String certificateIssuer, String subject) {
    return issuer.equals(certificateIssuer) && matcher().test(subject);
  }

  private Predicate<String> matcher() {
    boolean pattern = identity.length() > 2 && identity.startsWith("/") && identity.endsWith("/");
    return pattern
        ? Pattern.compile(identity.substring(1, identity.length() - 1)).asMatchPredicate()
        : identity::equals;
  }

  /** For people. */
  @Override
  public String toString() {
    return "identity " + identity + " by " + issuer;
  }
}

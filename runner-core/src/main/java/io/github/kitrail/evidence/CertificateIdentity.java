package io.github.kitrail.evidence;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificate counts: who vouched for the signer, and whom it vouched for.
 *
 * @param issuer the OpenID Connect issuer, such as {@code
 *     https://token.actions.githubusercontent.com}; compared as it is
 * @param identity the certificate's subject alternative name: an email address or a URI, such as
 *     {@code https://github.com/acme/faq/.github/workflows/release.yml@refs/heads/main}; or a
 *     regular expression for it, between slashes, which must match all of it
 * @param repository {@code owner/name} of the repository whose workflow ran; null for any. A
 *     reusable workflow signs under its own name for whoever calls it, so that only this tells them
 *     apart
 */
public record CertificateIdentity(String issuer, String identity, @Nullable String repository) {
  /** Of the claims, the one that names the repository, as {@code https://HOST/owner/name}. */
  private static final String REPOSITORY_CLAIM = "sourceRepositoryURI";

  public CertificateIdentity(String issuer, String identity) {
    this(issuer, identity, null);
  }

  /** Whoever has signed this, for the same repository. */
  public static CertificateIdentity of(CertifiedSigner signer) {
    return new CertificateIdentity(
        signer.issuer(), signer.identity(), repositoryOf(signer).orElse(null));
  }

  public static CertificateIdentity of(String issuer, String identity) throws KitrailException {
    return of(issuer, identity, null);
  }

  /**
   * @throws KitrailException BAD_INPUT when one is empty, the expression is none, or the repository
   *     is no {@code owner/name}
   */
  public static CertificateIdentity of(String issuer, String identity, @Nullable String repository)
      throws KitrailException {
    if (issuer.isBlank() || identity.isBlank() || identity.equals("//")) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "A keyless signer is an issuer and an identity, and neither may be empty: anybody could"
              + " sign.");
    }
    if (repository != null && !repository.matches("[^/\\s]+(/[^/\\s]+)+")) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The repository of a keyless signer is owner/name, such as acme/faq-bot, and not \""
              + repository
              + "\".");
    }
    CertificateIdentity signer = new CertificateIdentity(issuer, identity, repository);
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

  /** Whether this signer is meant. */
  public boolean matches(CertifiedSigner signer) {
    return issuer.equals(signer.issuer())
        && matcher().test(signer.identity())
        && (repository == null || repositoryOf(signer).filter(repository::equals).isPresent());
  }

  /** {@code owner/name}; the issuer, which is compared as well, says on which host. */
  static Optional<String> repositoryOf(CertifiedSigner signer) {
    return Optional.ofNullable(signer.claims().get(REPOSITORY_CLAIM))
        .map(uri -> uri.replaceFirst("^[a-z]+://[^/]*/", ""));
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
    return "identity "
        + identity
        + " by "
        + issuer
        + (repository == null ? "" : " for the repository " + repository);
  }
}

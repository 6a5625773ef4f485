package io.jenkins.plugins.kitrail.credentials;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * The ids of the credentials that a step names; null for what it does without.
 *
 * @param registry username and password
 * @param dockerConfig a secret file, Docker's config.json
 * @param key a secret file or text, PEM
 * @param passphrase a secret text
 * @param identityToken a secret text, such as the OpenID Connect Provider plugin yields
 */
public record CredentialIds(
    @CheckForNull String registry,
    @CheckForNull String dockerConfig,
    @CheckForNull String key,
    @CheckForNull String passphrase,
    @CheckForNull String identityToken) {
  public static final CredentialIds NONE = new CredentialIds(null, null, null, null, null);

  public CredentialIds withRegistry(@CheckForNull String id) {
    return new CredentialIds(id, dockerConfig, key, passphrase, identityToken);
  }

  public CredentialIds withDockerConfig(@CheckForNull String id) {
    return new CredentialIds(registry, id, key, passphrase, identityToken);
  }

  public CredentialIds withSigner(
      @CheckForNull String keyId,
      @CheckForNull String passphraseId,
      @CheckForNull String identityTokenId) {
    return new CredentialIds(registry, dockerConfig, keyId, passphraseId, identityTokenId);
  }
}

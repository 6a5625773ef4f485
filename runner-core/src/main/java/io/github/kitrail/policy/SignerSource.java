package io.github.kitrail.policy;

import io.github.kitrail.evidence.CertificateIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign, as a policy says it: a key, or whom an issuer vouches for.
 *
 * @param key a file relative to the policy's, {@code env:NAME} or another name of a key; null for
 *     an identity
 */
public record SignerSource(@Nullable String key, @Nullable CertificateIdentity identity) {}

package io.github.kitrail.evidence.keyless;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whom keyless signing asks, and whom its verification trusts.
 *
 * @param identityToken a file, or {@code env:NAME}; null to look where CI systems put it
 * @param trustedRoot a trusted root or a client trust config; null for the public sigstore's
 * @param signingConfig a signing config or a client trust config; null for the public sigstore's
 * @param cache the directory where what the public sigstore says is kept
 */
public record KeylessOptions(
    @Nullable String identityToken,
    @Nullable Path trustedRoot,
    @Nullable Path signingConfig,
    Path cache) {}

package io.github.kitrail.operations;

import io.github.kitrail.evidence.keyless.KeylessOptions;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user can say about keyless signing; all of it may be null.
 *
 * @param identityToken a file, or {@code env:NAME}; else it is looked for
 * @param trustedRoot a file; else {@code KITRAIL_TRUSTED_ROOT}, else the public sigstore's
 * @param signingConfig a file; else {@code KITRAIL_SIGNING_CONFIG}, else the public sigstore's
 */
public record KeylessFiles(
    @Nullable String identityToken, @Nullable Path trustedRoot, @Nullable Path signingConfig) {
  private static final String TRUSTED_ROOT = "KITRAIL_TRUSTED_ROOT";
  private static final String SIGNING_CONFIG = "KITRAIL_SIGNING_CONFIG";

  /** What checks keyless evidence with them. */
  public Gate.Certificates certificates(Context context) {
    return () -> context.keyless().open(options(context)).verifier();
  }

  KeylessOptions options(Context context) {
    return new KeylessOptions(
        identityToken,
        trustedRoot != null ? trustedRoot : named(context.env(), TRUSTED_ROOT),
        signingConfig != null ? signingConfig : named(context.env(), SIGNING_CONFIG),
        context.home().resolve("kitrail").resolve("sigstore"));
  }

  private static @Nullable Path named(Map<String, String> env, String variable) {
    String file = env.getOrDefault(variable, "");
    return file.isEmpty() ? null : Path.of(file);
  }
}

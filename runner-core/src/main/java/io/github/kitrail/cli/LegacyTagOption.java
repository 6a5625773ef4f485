package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.KeyChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether cosign 2 is to find it without being told. */
final class LegacyTagOption {
  @Option(
      names = "--legacy-tag",
      description =
          "Writes it a second time as cosign 2 does, under the tag sha256-HEX.sig or .att, for readers that"
              + " know nothing newer; what is there stays. With --key only.")
  boolean legacyTag;

  KeyChoice choose(SignerOptions signer, Context context) throws KitrailException {
    if (legacyTag && signer.key == null) {
      // Before anybody is asked for a token.
      throw KeyChoice.legacyTagNeedsKey();
    }
    KeyChoice key = signer.choose(context);
    return legacyTag ? key.withLegacyTag() : key;
  }

  /** The end of the line that says what was written. */
  static String told(@Nullable String tag) {
    return tag == null ? "" : ", also under the tag " + tag;
  }
}

package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Embed;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which attestations go into the ModelKit itself. */
final class EmbedOptions {
  @Option(
      names = "--embed-attestation",
      arity = "0..1",
      fallbackValue = "slsa-provenance",
      paramLabel = "TYPE[=FILE]",
      preprocessor = PredicateTypeArgument.class,
      description =
          "Puts signed statements about the ModelKit into a layer of its own, where any copy keeps them:"
              + " a signature, and the provenance of this build; or signature (nothing else), or a predicate of"
              + " another type from a JSON file. Can be repeated.")
  List<String> attestations = new ArrayList<>();

  @Mixin SignerOptions signer = new SignerOptions();

  /**
   * What the options say; null when they want nothing.
   *
   * @param command whose they are, for the provenance
   */
  @Nullable Embed chosen(String command, @Nullable String reference, Context context)
      throws KitrailException {
    if (attestations.isEmpty()) {
      if (signer.isGiven()) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "--key and the options of keyless signing are for --embed-attestation, which is not given."
                + " `kitrail sign` signs what is packed already.");
      }
      return null;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("command", command);
    if (reference != null) {
      parameters.put("reference", reference);
    }
    return new Embed(signer.choose(context), attestations, parameters, null, null);
  }

  static void print(List<String> embedded, PrintStream out) {
    if (!embedded.isEmpty()) {
      out.println("Embedded " + String.join(", ", embedded));
    }
  }
}

package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Embed;
import io.github.kitrail.operations.KeyChoice;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
              + " another type from a JSON file. Can be repeated. Needs --key.")
  List<String> attestations = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "FILE|env:NAME",
      description =
          "The private key for --embed-attestation: cosign's or PEM; also file.p12#ALIAS, or"
              + " pkcs11:CONFIG#ALIAS with its PIN in KITRAIL_PKCS11_PIN. The passphrase comes from"
              + " COSIGN_PASSWORD or KITRAIL_KEY_PASSPHRASE.")
  @Nullable String key;

  /**
   * What the options say; null when they want nothing.
   *
   * @param command whose they are, for the provenance
   */
  @Nullable Embed chosen(String command, @Nullable String reference, Context context)
      throws KitrailException {
    if (attestations.isEmpty() && key == null) {
      return null;
    }
    if (attestations.isEmpty() || key == null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          key == null
              ? "--embed-attestation signs, so it needs a key: give --key FILE or --key env:NAME."
              : "--key is for --embed-attestation, which is not given. `kitrail sign` signs what is"
                  + " packed already.");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("command", command);
    if (reference != null) {
      parameters.put("reference", reference);
    }
    return new Embed(KeyChoice.signing(key, context), attestations, parameters, null, null);
  }

  static void print(List<String> embedded, PrintStream out) {
    if (!embedded.isEmpty()) {
      out.println("Embedded " + String.join(", ", embedded));
    }
  }
}

package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ClosingLayer;
import io.github.kitrail.evidence.ExpectedEvidence;
import io.github.kitrail.evidence.embedded.EmbeddedLayer;
import io.github.kitrail.evidence.predicate.Predicate;
import io.github.kitrail.evidence.predicate.PredicateFile;
import io.github.kitrail.evidence.predicate.PredicateType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which attestations a folder gets into its ModelKit when it is packed. The signature of the whole
 * is always among them.
 *
 * @param attestations {@code slsa-provenance}, which is made here; {@code signature}, which says
 *     that nothing else is wanted; {@code TYPE=FILE} for a predicate from a file; {@code
 *     test-result} where there are tests
 * @param chosen what the user chose, for the provenance
 * @param began when the build began; null for when the folder is packed
 * @param tests what the tests of the folder said; null when there were none
 */
public record Embed(
    KeyChoice key,
    List<String> attestations,
    Map<String, String> chosen,
    @Nullable Instant began,
    Test.@Nullable Result tests) {
  /** The predicates' types, in the order in which they are embedded. */
  List<String> types() throws KitrailException {
    List<String> types = new ArrayList<>(List.of(PredicateType.SIGNATURE));
    for (String attestation : new LinkedHashSet<>(attestations)) {
      int file = attestation.lastIndexOf('=');
      if (!attestation.equals(ExpectedEvidence.SIGNATURE)) {
        types.add(PredicateType.parse(file < 0 ? attestation : attestation.substring(0, file)));
      }
    }
    return List.copyOf(types);
  }

  /**
   * Reads what files there are, and knows how to make the rest.
   *
   * @throws KitrailException BAD_INPUT for an attestation that cannot be made, or a file that is no
   *     such predicate; BAD_CREDENTIAL when the key cannot sign
   */
  ClosingLayer layer(PreparedFolder folder, Context context) throws KitrailException {
    Instant start = began == null ? context.clock().instant() : began;
    List<EmbeddedLayer.Predicates> makers = new ArrayList<>();
    for (String attestation : new LinkedHashSet<>(attestations)) {
      int file = attestation.lastIndexOf('=');
      if (file >= 0) {
        Predicate predicate =
            PredicateFile.read(
                PredicateType.parse(attestation.substring(0, file)),
                Path.of(attestation.substring(file + 1)));
        makers.add((kitfile, manifest) -> List.of(predicate));
      } else if (!attestation.equals(ExpectedEvidence.SIGNATURE)) {
        makers.add(own(attestation, folder, start, context));
      }
    }
    return new EmbeddedLayer(
        Sign.signer(key),
        (kitfile, manifest) -> {
          List<Predicate> all = new ArrayList<>();
          for (EmbeddedLayer.Predicates maker : makers) {
            all.addAll(maker.about(kitfile, manifest));
          }
          return all;
        });
  }

  private EmbeddedLayer.Predicates own(
      String attestation, PreparedFolder folder, Instant start, Context context)
      throws KitrailException {
    String type = PredicateType.parse(attestation);
    if (type.equals(PredicateType.SLSA_PROVENANCE)) {
      BuildProvenance provenance = new BuildProvenance(folder, chosen, start);
      return (kitfile, manifest) ->
          List.of(
              provenance.predicate(kitfile, manifest, context.clock().instant(), key.signedAs()));
    }
    if (type.equals(PredicateType.TEST_RESULT) && tests != null) {
      Test.Result told = tests;
      return (kitfile, manifest) -> List.of(TestPredicate.of(told));
    }
    throw new KitrailException(
        ErrorCode.BAD_INPUT,
        "The attestation "
            + attestation
            + " cannot be made while a folder is packed. Name the file of its predicate, "
            + attestation
            + "=FILE; or attach it afterwards with `kitrail attest`.");
  }
}

package io.github.kitrail.evidence.embedded;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ClosingLayer;
import io.github.kitrail.content.PackOptions;
import io.github.kitrail.content.PendingLayer;
import io.github.kitrail.content.folder.DocumentLayer;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.evidence.StatementSigner;
import io.github.kitrail.evidence.predicate.Predicate;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.Manifest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signs statements about a ModelKit while it is packed, and is their layer. The signature of the
 * whole is always among them.
 */
public final class EmbeddedLayer implements ClosingLayer {
  /** Makes the predicates when all other layers are there, and the build is known to its end. */
  @FunctionalInterface
  public interface Predicates {
    /**
     * @param kitfile with the digests of the other layers
     * @param manifest as it would be without this layer
     */
    List<Predicate> about(Kitfile kitfile, Manifest manifest) throws KitrailException;
  }

  private final StatementSigner signer;
  private final Predicates predicates;

  /**
   * @param predicates what is attested beside the signature
   */
  public EmbeddedLayer(StatementSigner signer, Predicates predicates) {
    this.signer = signer;
    this.predicates = predicates;
  }

  @Override
  public Kitfile.Docs element() {
    return EmbeddedFormat.element();
  }

  @Override
  public PendingLayer after(Kitfile kitfile, Manifest manifest, PackOptions options)
      throws KitrailException {
    EmbeddedSubjects subjects = EmbeddedSubjects.of(kitfile, manifest);
    require(
        subjects.list().size() <= Statement.MAX_SUBJECTS,
        "it has " + manifest.layers().size() + " layers, more than a statement can list");
    Map<String, byte[]> files = new TreeMap<>();
    // Before all others, so that those know as whom a keyless signer signs.
    sign(Predicate.signature(), subjects, files);
    for (Predicate predicate : predicates.about(kitfile, manifest)) {
      sign(predicate, subjects, files);
    }
    require(
        files.values().stream().mapToLong(file -> file.length).sum() <= EmbeddedFormat.MAX_BYTES,
        "together they have more than " + EmbeddedFormat.MAX_BYTES + " bytes");
    return new DocumentLayer(
        EmbeddedFormat.layer(kitfile.docs().size()), options.compression(), files);
  }

  private void sign(Predicate predicate, EmbeddedSubjects subjects, Map<String, byte[]> files)
      throws KitrailException {
    require(
        files.size() < EmbeddedFormat.MAX_BUNDLES,
        "they are more than " + EmbeddedFormat.MAX_BUNDLES);
    byte[] bundle = signer.signAndWait(new Statement(subjects.list(), predicate)).toBytes();
    String type = PredicateType.display(predicate.type());
    require(
        bundle.length <= EmbeddedFormat.MAX_BUNDLE_BYTES,
        type + " has more than " + EmbeddedFormat.MAX_BUNDLE_BYTES + " bytes when it is signed");
    files.put(name(files.size() + 1, type), bundle);
  }

  /** Numbered, so that the files' order is the order in which they were asked for. */
  private static String name(int number, String type) {
    String word = type.contains(":") ? "attestation" : type;
    return String.format(Locale.ROOT, "%02d-%s%s", number, word, EmbeddedFormat.SUFFIX);
  }

  private static void require(boolean fits, String otherwise) throws KitrailException {
    if (!fits) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not embed the attestations of the ModelKit: "
              + otherwise
              + ". Attach them with `kitrail attest` instead.");
    }
  }
}

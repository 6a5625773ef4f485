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
import java.util.ArrayList;
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
    List<Predicate> get() throws KitrailException;
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
    List<Predicate> all = new ArrayList<>(List.of(Predicate.signature()));
    all.addAll(predicates.get());
    require(
        all.size() <= EmbeddedFormat.MAX_BUNDLES,
        "they are more than " + EmbeddedFormat.MAX_BUNDLES);
    Map<String, byte[]> files = new TreeMap<>();
    long bytes = 0;
    for (Predicate predicate : all) {
      Statement statement = new Statement(subjects.list(), predicate);
      byte[] bundle = signer.signAndWait(statement).toBytes();
      String type = PredicateType.display(predicate.type());
      bytes += bundle.length;
      require(
          bundle.length <= EmbeddedFormat.MAX_BUNDLE_BYTES,
          type + " has more than " + EmbeddedFormat.MAX_BUNDLE_BYTES + " bytes when it is signed");
      files.put(name(files.size() + 1, type), bundle);
    }
    require(
        bytes <= EmbeddedFormat.MAX_BYTES,
        "together they have more than " + EmbeddedFormat.MAX_BYTES + " bytes");
    return new DocumentLayer(
        EmbeddedFormat.layer(kitfile.docs().size()), options.compression(), files);
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

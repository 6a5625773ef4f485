package io.github.kitrail.evidence.embedded;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.Source;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.Evidence;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Finds the attestations that a ModelKit carries in itself, and compares what each lists with what
 * the ModelKit holds. Signatures are not verified here; what does not list this ModelKit is never
 * evidence about it, whoever signed it.
 */
public final class EmbeddedEvidence {
  /** What is wrong with the ModelKit itself; anything else is wrong with the place. */
  private static final Set<ErrorCode> BROKEN =
      Set.of(
          ErrorCode.BAD_INPUT,
          ErrorCode.DIGEST_MISMATCH,
          ErrorCode.HOSTILE_CONTENT,
          ErrorCode.NOT_FOUND,
          ErrorCode.NOT_TRUSTED);

  private final Retry retry;

  public EmbeddedEvidence(Retry retry) {
    this.retry = retry;
  }

  /**
   * What is embedded, in the order of the files' names; nothing when the Kitfile names no such
   * layer, and no question is asked then.
   *
   * @throws KitrailException why the place could not be read
   */
  public List<Evidence> read(ModelKit modelKit) throws KitrailException {
    if (!EmbeddedFormat.isIn(modelKit.kitfile())) {
      return List.of();
    }
    BareModelKit bare;
    try {
      bare = BareModelKit.of(modelKit);
    } catch (KitrailException e) {
      return List.of(Evidence.broken(modelKit.descriptor(), null, e.getMessage()));
    }
    Source place = modelKit.location().place();
    String what =
        "read the embedded attestations " + bare.layer().digest() + " from " + place.name();
    SortedMap<String, byte[]> files;
    try {
      files =
          retry.run(what, reason -> {}, () -> EmbeddedFormat.reader().read(place, bare.layer()));
    } catch (KitrailException e) {
      if (BROKEN.contains(e.code())) {
        return List.of(Evidence.broken(bare.layer(), null, e.getMessage()));
      }
      throw e;
    }
    EmbeddedSubjects subjects = bare.subjects();
    List<Evidence> found = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      found.add(piece(file.getKey(), file.getValue(), subjects, bare.isLast()));
    }
    return List.copyOf(found);
  }

  private static Evidence piece(
      String name, byte[] bytes, EmbeddedSubjects subjects, boolean isLast) {
    Descriptor document = Descriptor.of(MediaTypes.SIGSTORE_BUNDLE, bytes);
    try {
      if (!name.endsWith(EmbeddedFormat.SUFFIX)) {
        return Evidence.broken(
            document, document, "Its file " + name + " is not named as a bundle.");
      }
      Bundle bundle = Bundle.parse(bytes);
      Statement statement = Statement.parse(bundle.envelope().payload());
      Optional<String> difference = subjects.difference(statement.subjects());
      if (difference.isEmpty() && !isLast) {
        difference =
            Optional.of(
                "Its layer is not the ModelKit's last, as it was: the layers were reordered after it"
                    + " was made.");
      }
      return Evidence.embedded(
          document,
          bundle,
          new Evidence.Embedded(EmbeddedFormat.PATH + "/" + name, subjects.manifest()),
          difference.orElse(null));
    } catch (KitrailException e) {
      return Evidence.broken(document, document, e.getMessage());
    }
  }
}

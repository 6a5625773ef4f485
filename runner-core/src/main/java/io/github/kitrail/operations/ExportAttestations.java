package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.Place;
import io.github.kitrail.content.layout.OciLayout;
import io.github.kitrail.evidence.EvidenceArtifact;
import io.github.kitrail.evidence.EvidenceArtifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes all evidence about a ModelKit into a folder, an OCI layout, byte for byte, to carry it to
 * where the registry cannot be reached.
 */
public final class ExportAttestations {
  private ExportAttestations() {}

  /**
   * @param to the folder; must not exist or be empty
   */
  public record Request(String reference, Path to) {}

  /**
   * @param digest of the manifest that carries it
   * @param tag the tag of cosign 2's form; null for what names its subject
   */
  public record Item(List<String> predicateTypes, String digest, @Nullable String tag) {
    static Item of(EvidenceArtifact artifact) {
      return new Item(
          artifact.predicateTypes(), artifact.manifest().digest().toString(), artifact.tag());
    }
  }

  /**
   * @param leftOut a sentence for each that is not about the ModelKit, or cannot be read
   */
  public record Result(
      String reference, String digest, String folder, List<Item> exported, List<String> leftOut) {}

  /**
   * @throws KitrailException NOT_FOUND when there is no evidence, BAD_INPUT when the folder holds
   *     something or cannot be written
   */
  public static Result run(Request request, Context context) throws KitrailException {
    Path folder = request.to().toAbsolutePath().normalize();
    requireEmpty(folder);
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    EvidenceArtifacts.Found found =
        new EvidenceArtifacts(context.retry())
            .find(
                modelKit.location().place(),
                modelKit.descriptor().digest(),
                modelKit.manifest().layers());
    found.problems().forEach(it -> context.listener().warned("Left out: " + it));
    if (found.artifacts().isEmpty()) {
      throw new KitrailException(
          ErrorCode.NOT_FOUND,
          modelKit.pinned()
              + " has no signature and no attestation to export. Sign it first, or name the place where it was signed.");
    }
    write(modelKit.location().place(), found.artifacts(), folder, context);
    return new Result(
        modelKit.pinned(),
        modelKit.descriptor().digest().toString(),
        request.to().toString(),
        found.artifacts().stream().map(Item::of).toList(),
        found.problems());
  }

  private static void requireEmpty(Path folder) throws KitrailException {
    if (!Files.exists(folder)) {
      return;
    }
    boolean empty;
    try (Stream<Path> files = Files.list(folder)) {
      empty = files.findAny().isEmpty();
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
    if (!empty) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not export to " + folder + ": there is something in it. Name a new folder.");
    }
  }

  /** Beside the folder, and moved when all of it is there. */
  private static void write(
      Place from, List<EvidenceArtifact> artifacts, Path folder, Context context)
      throws KitrailException {
    String suffix = "." + Long.toHexString(new SecureRandom().nextLong());
    Path beside = folder.resolveSibling(folder.getFileName() + suffix);
    try {
      Place layout = OciLayout.at(beside);
      for (EvidenceArtifact artifact : artifacts) {
        context.copier().copy(from, artifact.manifest(), layout);
        String tag = artifact.tag();
        if (tag != null) {
          layout.tag(artifact.manifest(), tag);
        }
      }
      Files.deleteIfExists(folder);
      Files.move(beside, folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    } finally {
      deleteQuietly(beside);
    }
  }

  private static void deleteQuietly(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(files::add);
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Public documents under a name of our own; the failure before this one matters more.
    }
  }

  private static KitrailException unwritable(Path folder, IOException e) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "Could not export to "
            + folder
            + ": it cannot be written ("
            + e.getClass().getSimpleName()
            + "). Name another folder.",
        e);
  }
}

package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.Place;
import io.github.kitrail.content.layout.IndexDocument;
import io.github.kitrail.content.layout.OciLayout;
import io.github.kitrail.evidence.EvidenceArtifact;
import io.github.kitrail.evidence.EvidenceArtifacts;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Attaches the evidence of a folder that {@link ExportAttestations} wrote to its ModelKit, byte for
 * byte. A folder with anything that is not about this ModelKit is refused as a whole.
 */
public final class ImportAttestations {
  private ImportAttestations() {}

  /** {@code reference} must be there already. */
  public record Request(Path from, String reference) {}

  /**
   * @param imported what was written
   * @param present what was there already
   */
  public record Result(
      String reference,
      String digest,
      List<ExportAttestations.Item> imported,
      List<ExportAttestations.Item> present) {}

  /**
   * @throws KitrailException BAD_INPUT when the folder is no such export, or a tag of cosign 2 at
   *     the target has other signatures; NOT_TRUSTED when something in it is not about the
   *     ModelKit. Nothing is written then
   */
  public static Result run(Request request, Context context) throws KitrailException {
    List<Descriptor> entries = entries(request.from());
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    Place from = OciLayout.at(request.from());
    Place to = modelKit.location().place();
    EvidenceArtifacts evidence = new EvidenceArtifacts(context.retry());
    EvidenceArtifacts.Found found =
        evidence.find(from, modelKit.descriptor().digest(), modelKit.manifest().layers());
    requireOnly(found, entries, request.from(), modelKit);
    List<EvidenceArtifact> missing = new ArrayList<>();
    List<ExportAttestations.Item> present = new ArrayList<>();
    List<Digest> there =
        evidence
            .find(to, modelKit.descriptor().digest(), modelKit.manifest().layers())
            .artifacts()
            .stream()
            .map(artifact -> artifact.manifest().digest())
            .toList();
    for (EvidenceArtifact artifact : found.artifacts()) {
      if (there.contains(artifact.manifest().digest()) || !adds(evidence, from, artifact, to)) {
        present.add(ExportAttestations.Item.of(artifact));
      } else {
        missing.add(artifact);
      }
    }
    for (EvidenceArtifact artifact : missing) {
      write(from, artifact, to, context);
    }
    return new Result(
        modelKit.pinned(),
        modelKit.descriptor().digest().toString(),
        missing.stream().map(ExportAttestations.Item::of).toList(),
        present);
  }

  private static List<Descriptor> entries(Path folder) throws KitrailException {
    Path index = folder.resolve("index.json");
    if (!Files.isRegularFile(index)) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not import from "
              + folder
              + ": there is no index.json in it. Name a folder that `kitrail attestations export` wrote.");
    }
    return IndexDocument.read(index, IndexDocument.empty()).manifests();
  }

  private static void requireOnly(
      EvidenceArtifacts.Found found, List<Descriptor> entries, Path folder, ModelKit modelKit)
      throws KitrailException {
    if (!found.problems().isEmpty()) {
      throw refused(folder, modelKit, found.problems().get(0));
    }
    List<Digest> about =
        found.artifacts().stream().map(artifact -> artifact.manifest().digest()).toList();
    for (Descriptor entry : entries) {
      if (!about.contains(entry.digest())) {
        throw refused(folder, modelKit, entry.digest() + " in it is no evidence about it.");
      }
    }
  }

  private static KitrailException refused(Path folder, ModelKit modelKit, String reason) {
    return new KitrailException(
        ErrorCode.NOT_TRUSTED,
        "Could not import the evidence in "
            + folder
            + " for "
            + modelKit.pinned()
            + ": "
            + reason
            + " Nothing was imported. Name the ModelKit that it was exported from, or export it anew.");
  }

  private static boolean adds(
      EvidenceArtifacts evidence, Place from, EvidenceArtifact artifact, Place to)
      throws KitrailException {
    String tag = artifact.tag();
    Optional<Descriptor> present = tag == null ? Optional.empty() : evidence.tagged(to, tag);
    if (present.isEmpty()) {
      return true;
    }
    return evidence
        .adds(from, artifact, to, present.get())
        .orElseThrow(
            () ->
                new KitrailException(
                    ErrorCode.BAD_INPUT,
                    "Could not import the tag "
                        + tag
                        + " into "
                        + to.name()
                        + ": it has other signatures there, which would be lost. Nothing was imported. "
                        + "Export those first, then remove the tag."));
  }

  private static void write(Place from, EvidenceArtifact artifact, Place to, Context context)
      throws KitrailException {
    context.copier().copy(from, artifact.manifest(), to);
    String tag = artifact.tag();
    if (tag != null) {
      context
          .retry()
          .run(
              "tag " + tag + " in " + to.name(),
              reason -> {},
              () -> {
                to.tag(artifact.manifest(), tag);
                return tag;
              });
    }
  }
}

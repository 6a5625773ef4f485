package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Location;
import io.github.kitrail.content.PackedModelKit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packs a folder straight into its registry: each file is read once, nothing is written to disk.
 */
public final class Publish {
  private Publish() {}

  /**
   * @param kitfile null for the folder's own
   * @param reference with a tag; a registry, or {@code store:NAME}, {@code oci:DIR:TAG}
   * @param embed which attestations to embed; null for none
   */
  public record Request(
      Path directory,
      @Nullable Path kitfile,
      String reference,
      PackFormat format,
      @Nullable Embed embed) {}

  /**
   * What was published.
   *
   * @param embedded the predicate types of the attestations in it
   */
  public record Result(
      String reference, String digest, List<LayerSummary> layers, List<String> embedded) {}

  public static Result run(Request request, Context context) throws KitrailException {
    Location target = context.locations().open(request.reference());
    target.requireTags();
    PreparedFolder folder = PreparedFolder.of(context, request.directory(), request.kitfile());
    PackedModelKit packed = folder.into(target, request.format(), Map.of(), request.embed());
    target.tag(packed.descriptor(), context.retry());
    return new Result(
        target.display(),
        packed.descriptor().digest().toString(),
        LayerSummary.of(packed.manifest(), packed.kitfile()),
        request.embed() == null ? List.of() : request.embed().types());
  }
}

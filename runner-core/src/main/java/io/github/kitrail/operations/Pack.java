package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Location;
import io.github.kitrail.content.PackedModelKit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Packs a folder into the local store. */
public final class Pack {
  private Pack() {}

  /**
   * @param kitfile null for the folder's own
   * @param reference {@code [registry/]repository[:tag[,tag…]]}; null for a ModelKit without a name
   * @param embed which attestations to embed; null for none
   */
  public record Request(
      Path directory,
      @Nullable Path kitfile,
      @Nullable String reference,
      PackFormat format,
      @Nullable Embed embed) {}

  /**
   * What was packed; reference is null without a name.
   *
   * @param embedded the predicate types of the attestations in it
   */
  public record Result(
      @Nullable String reference,
      String digest,
      List<LayerSummary> layers,
      List<String> embedded) {}

  public static Result run(Request request, Context context) throws KitrailException {
    PreparedFolder folder = PreparedFolder.of(context, request.directory(), request.kitfile());
    Location store =
        request.reference() == null
            ? context.locations().unnamed()
            : context.locations().inStore(request.reference());
    PackedModelKit packed = folder.into(store, request.format(), Map.of(), request.embed());
    store.tag(packed.descriptor(), context.retry());
    return new Result(
        request.reference() == null ? null : store.display(),
        packed.descriptor().digest().toString(),
        LayerSummary.of(packed.manifest(), packed.kitfile()),
        request.embed() == null ? List.of() : request.embed().types());
  }
}

package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Location;
import io.github.kitrail.modelkit.Descriptor;

/** Gives a ModelKit a further name. */
public final class TagModelKit {
  private TagModelKit() {}

  /** Both as all of Kitrail's own commands read a reference; the target needs a tag. */
  public record Request(String source, String target) {}

  /** The new name. */
  public record Result(String reference, String digest) {}

  public static Result run(Request request, Context context) throws KitrailException {
    return run(
        context.locations().open(request.source()),
        context.locations().open(request.target()),
        context);
  }

  /** The same within the local store, as kit reads references. */
  public static Result inStore(Request request, Context context) throws KitrailException {
    return run(
        context.locations().inStore(request.source()),
        context.locations().inStore(request.target()),
        context);
  }

  private static Result run(Location source, Location target, Context context)
      throws KitrailException {
    if (source.sameRepository(target)) {
      target.requireTags();
      Descriptor manifest = source.resolve(context.retry());
      target.tag(manifest, context.retry());
      return new Result(target.display(), manifest.digest().toString());
    }
    CopyModelKit.Result copied =
        CopyModelKit.run(new CopyModelKit.Request(source, target, true), context);
    return new Result(copied.reference(), copied.digest());
  }
}

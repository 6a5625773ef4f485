package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Location;
import io.github.kitrail.content.store.Removal;
import io.github.kitrail.content.store.StoreRepository;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes names and ModelKits from the local store, and frees what nothing needs any more. */
public final class Remove {
  private final Context context;
  private final List<String> untagged = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private long freed;

  private Remove(Context context) {
    this.context = context;
  }

  /**
   * @param reference a name with one or more tags, or with a digest; null with {@code all}
   * @param force removes the ModelKit with all its other tags; with {@code all}, tagged ModelKits,
   *     too
   * @param all removes every ModelKit without a tag
   */
  public record Request(@Nullable String reference, boolean force, boolean all) {}

  /**
   * @param untagged names that are gone, of ModelKits that stay or went
   * @param removed ModelKits that are gone
   * @param freedBytes of the disk
   */
  public record Result(List<String> untagged, List<String> removed, long freedBytes) {}

  public static Result run(Request request, Context context) throws KitrailException {
    if ((request.reference() == null) != request.all()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Name the ModelKit to remove, or give --all for every ModelKit without a tag; not both.");
    }
    Remove remove = new Remove(context);
    if (request.reference() == null) {
      remove.all(request.force());
    } else {
      remove.one(request.reference(), request.force());
    }
    return new Result(List.copyOf(remove.untagged), List.copyOf(remove.removed), remove.freed);
  }

  private void one(String text, boolean force) throws KitrailException {
    Location location = context.locations().inStore(text);
    Reference reference = location.reference();
    StoreRepository repository = context.store().repository(reference.repositoryName());
    Descriptor manifest = location.resolve(context.retry());
    if (reference.digest() != null || force) {
      removeManifest(repository, manifest);
      return;
    }
    for (String tag : location.tags()) {
      note(
          repository,
          context.retry().run("remove " + text, reason -> {}, () -> repository.removeTag(tag)));
    }
  }

  private void all(boolean force) throws KitrailException {
    for (String name : context.store().repositories()) {
      StoreRepository repository = context.store().repository(name);
      for (Descriptor manifest : repository.modelKits()) {
        if (force || repository.tags(manifest).isEmpty()) {
          removeManifest(repository, manifest);
        }
      }
    }
  }

  private void removeManifest(StoreRepository repository, Descriptor manifest)
      throws KitrailException {
    String what = "remove " + repository.displayName() + "@" + manifest.digest();
    note(
        repository,
        context.retry().run(what, reason -> {}, () -> repository.removeManifest(manifest)));
  }

  private void note(StoreRepository repository, Removal removal) {
    removal.tags().forEach(tag -> untagged.add(repository.displayName() + ":" + tag));
    if (removal.manifestRemoved()) {
      removed.add(repository.displayName() + "@" + removal.manifest().digest());
    }
    freed += removal.garbage().bytes();
    if (removal.garbage().refused() != null) {
      context.listener().warned(removal.garbage().refused());
    }
  }
}

package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Location;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.store.StoreRepository;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ModelKits of the local store, or of one repository in a registry. */
public final class ListModelKits {
  private static final String NONE = "<none>";

  private ListModelKits() {}

  /**
   * @param repository registry/repository; null for the local store
   */
  public record Request(@Nullable String repository) {}

  /**
   * One ModelKit of one repository.
   *
   * @param size bytes of all layers
   */
  public record Entry(
      String repository, List<String> tags, String digest, String name, String author, long size) {}

  /** Sorted by repository. */
  public record Result(List<Entry> modelKits) {}

  public static Result run(Request request, Context context) throws KitrailException {
    List<Entry> entries = new ArrayList<>();
    if (request.repository() != null) {
      Location location = context.locations().inRegistry(request.repository());
      if (!list(location, List.of(), entries, context)) {
        throw new KitrailException(
            ErrorCode.NOT_FOUND,
            "The registry has no repository "
                + location.display()
                + ", or it has no tag. Check the name; a registry may also hide what you may not read.");
      }
      return new Result(entries);
    }
    for (String name : context.store().repositories()) {
      StoreRepository repository = context.store().repository(name);
      Location location =
          name.equals(Reference.UNNAMED.repositoryName())
              ? context.locations().unnamed()
              : context.locations().inStore(repository.displayName());
      list(location, repository.modelKits(), entries, context);
    }
    return new Result(entries);
  }

  /** Whether there is anything at all, a ModelKit or not. */
  private static boolean list(
      Location location, List<Descriptor> untagged, List<Entry> entries, Context context)
      throws KitrailException {
    Map<Descriptor, List<String>> found = new TreeMap<>((a, b) -> a.digest().compareTo(b.digest()));
    untagged.forEach(manifest -> found.put(manifest, new ArrayList<>()));
    List<String> tags =
        context
            .retry()
            .run("list " + location.display(), reason -> {}, () -> location.place().tags());
    for (String tag : tags) {
      Location tagged =
          new Location(location.place(), "", location.reference().withTag(tag), location.remote());
      found
          .computeIfAbsent(tagged.resolve(context.retry()), manifest -> new ArrayList<>())
          .add(tag);
    }
    for (Map.Entry<Descriptor, List<String>> entry : found.entrySet()) {
      entry(location, entry.getKey(), entry.getValue(), context).ifPresent(entries::add);
    }
    return !found.isEmpty();
  }

  /** Empty for what is no ModelKit, such as a signature under a tag. */
  private static Optional<Entry> entry(
      Location location, Descriptor manifest, List<String> tags, Context context)
      throws KitrailException {
    try {
      ModelKit modelKit = ModelKit.read(location, manifest, context.retry());
      Kitfile.Package pkg = modelKit.kitfile().packageInfo();
      long size = modelKit.manifest().layers().stream().mapToLong(Descriptor::size).sum();
      return Optional.of(
          new Entry(
              location.display().isEmpty() ? NONE : location.display(),
              List.copyOf(tags),
              manifest.digest().toString(),
              pkg.name() == null ? NONE : pkg.name(),
              pkg.authors().isEmpty() ? NONE : pkg.authors().get(0),
              size));
    } catch (KitrailException e) {
      if (e.code() == ErrorCode.BAD_INPUT) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

package io.github.kitrail.chain;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Location;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.Retry;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The base ModelKits that a Kitfile stands on: its {@code model.path} may name one, whose {@code
 * model.path} may name another.
 *
 * @param links the base first named comes first; empty when the model is the ModelKit's own
 */
public record Chain(List<ModelKit> links) {
  /** As many links as kit follows. */
  public static final int MAX_LINKS = 10;

  /** Finds the ModelKit that a reference in a Kitfile names: in the store, else in its registry. */
  @FunctionalInterface
  public interface Finder {
    Location find(String reference) throws KitrailException;
  }

  public Chain {
    links = List.copyOf(links);
  }

  /**
   * Follows the chain to its end.
   *
   * @param of what the Kitfile belongs to, for messages
   * @throws KitrailException BAD_INPUT for a cycle or more than ten links, NOT_FOUND for a base
   *     that is not there
   */
  public static Chain resolve(Kitfile kitfile, String of, Finder finder, Retry retry)
      throws KitrailException {
    List<ModelKit> links = new ArrayList<>();
    Optional<String> base = baseOf(kitfile);
    while (base.isPresent()) {
      ModelKit link = find(base.get(), of, links, finder, retry);
      if (links.stream()
          .anyMatch(seen -> seen.descriptor().digest().equals(link.descriptor().digest()))) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "The base ModelKits of "
                + of
                + " form a cycle: "
                + path(of, links)
                + " -> "
                + base.get()
                + ". Point model.path of one of them at a model file.");
      }
      if (links.size() == MAX_LINKS) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "The chain of base ModelKits of "
                + of
                + " is longer than "
                + MAX_LINKS
                + " links: "
                + path(of, links)
                + " -> "
                + base.get()
                + ". kit follows no more either.");
      }
      links.add(link);
      base = baseOf(link.kitfile());
    }
    return new Chain(links);
  }

  private static ModelKit find(
      String reference, String of, List<ModelKit> before, Finder finder, Retry retry)
      throws KitrailException {
    try {
      return ModelKit.read(finder.find(reference), retry);
    } catch (KitrailException e) {
      throw new KitrailException(
          e.code(),
          "Could not read the base ModelKit "
              + reference
              + " ("
              + path(of, before)
              + "): "
              + e.getMessage(),
          e);
    }
  }

  private static String path(String of, List<ModelKit> links) {
    return of
        + links.stream()
            .map(link -> " -> " + link.location().display())
            .collect(Collectors.joining());
  }

  /**
   * Refuses a name for the ModelKit on top that one of its bases has: its tag would move to what
   * stands on it, and the chain would have no end.
   *
   * @throws KitrailException BAD_INPUT with that name
   */
  public void requireOtherName(Location target) throws KitrailException {
    for (ModelKit link : links) {
      String base = name(link.location(), link.location().reference().tag());
      for (String tag : target.tags()) {
        if (base.equals(name(target, tag))) {
          throw new KitrailException(
              ErrorCode.BAD_INPUT,
              "The ModelKit cannot be called "
                  + base
                  + ", because it stands on that one itself: the base ModelKits would form a cycle."
                  + " Choose another tag, or name the base in model.path by its digest, "
                  + link.pinned()
                  + ".");
        }
      }
    }
  }

  /** The same for all ways to write it; empty for what has no tag. */
  private static String name(Location location, @Nullable String tag) {
    if (tag == null) {
      return "";
    }
    Location tagged =
        new Location(
            location.place(),
            location.prefix(),
            location.reference().withTag(tag),
            location.remote());
    return tagged.display().replaceFirst("^store:", "");
  }

  /** The reference in {@code model.path}, if that is one. */
  public static Optional<String> baseOf(Kitfile kitfile) {
    return Optional.ofNullable(kitfile.model())
        .map(Kitfile.Model::path)
        .filter(Reference::looksLikeModelKit);
  }
}

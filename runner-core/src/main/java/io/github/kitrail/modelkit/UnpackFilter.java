package io.github.kitrail.modelkit;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.Suggestion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which parts of a ModelKit are wanted, as kit's {@code --filter} says it: kinds, and after a colon
 * the names or paths of single parts. {@code model}, {@code datasets:train,data/test}, {@code
 * kitfile,docs}. Several filters together want what any of them wants.
 *
 * @param kinds of {@link #KINDS}
 * @param namesOrPaths empty for all of these kinds
 */
public record UnpackFilter(Set<String> kinds, Set<String> namesOrPaths) {
  /** The word for the Kitfile itself. */
  public static final String KITFILE = "kitfile";

  /** The words that may stand before the colon; {@code model} means its parts too. */
  public static final List<String> KINDS =
      List.of(
          KITFILE,
          LayerKind.MODEL.filterName(),
          LayerKind.DATASET.filterName(),
          LayerKind.CODE.filterName(),
          LayerKind.DOCS.filterName());

  public UnpackFilter {
    kinds = Set.copyOf(kinds);
    namesOrPaths = Set.copyOf(namesOrPaths);
  }

  /**
   * Reads one {@code --filter}.
   *
   * @throws KitrailException BAD_INPUT when a word is none of {@link #KINDS}, or nothing follows a
   *     colon or a comma
   */
  public static UnpackFilter parse(String text) throws KitrailException {
    List<String> halves = List.of(text.split(":", -1));
    if (halves.size() > 2) {
      throw invalid(
          text, "it has two colons; write kind:name,name and give --filter again for more");
    }
    Set<String> kinds = new LinkedHashSet<>();
    for (String kind : elements(text, halves.get(0))) {
      if (!KINDS.contains(kind)) {
        throw invalid(text, unknownKind(kind));
      }
      kinds.add(kind);
    }
    return new UnpackFilter(
        kinds, halves.size() == 1 ? Set.of() : Set.copyOf(elements(text, halves.get(1))));
  }

  private static Set<String> elements(String text, String commaSeparated) throws KitrailException {
    Set<String> elements = new LinkedHashSet<>();
    for (String element : commaSeparated.split(",", -1)) {
      String stripped = element.strip();
      if (stripped.isEmpty()) {
        throw invalid(text, "a word is missing");
      }
      elements.add(stripped);
    }
    return elements;
  }

  private static String unknownKind(String kind) {
    return "\""
        + kind
        + "\" is no part of a ModelKit"
        + Suggestion.closest(kind, KINDS).map(word -> "; did you mean " + word + "?").orElse("")
        + " (known are "
        + String.join(", ", KINDS)
        + ")";
  }

  /** Whether this layer is wanted, by its kind and by its name or path. */
  public boolean matches(KitfileLayer layer) {
    return kinds.contains(layer.kind().filterName())
        && (namesOrPaths.isEmpty()
            || (layer.name() != null && namesOrPaths.contains(layer.name()))
            || namesOrPaths.stream().map(ContextPath::clean).anyMatch(layer.path()::equals));
  }

  /** Whether the Kitfile itself is wanted. */
  public boolean matchesKitfile() {
    return kinds.contains(KITFILE);
  }

  private static KitrailException invalid(String text, String reason) {
    return new KitrailException(
        ErrorCode.BAD_INPUT, "\"" + text + "\" is not a filter: " + reason + ".");
  }
}

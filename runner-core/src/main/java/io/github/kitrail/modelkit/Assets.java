package io.github.kitrail.modelkit;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.Suggestion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The single assets of a ModelKit, by the words of {@link UnpackFilter}: {@code model}, {@code
 * model:PART}, {@code datasets:NAME}, {@code code:PATH}, {@code docs:PATH}.
 *
 * @param layers in the manifest's order
 */
public record Assets(List<AssetLayer> layers) {
  public Assets {
    layers = List.copyOf(layers);
  }

  /**
   * @throws KitrailException as {@link AssetLayer#of} and {@link AssetLayer#requireConsistent}
   */
  public static Assets of(Manifest manifest, Kitfile kitfile) throws KitrailException {
    List<AssetLayer> layers = AssetLayer.of(manifest, kitfile);
    for (AssetLayer layer : layers) {
      layer.requireConsistent();
    }
    return new Assets(layers);
  }

  /**
   * The one asset that these words mean.
   *
   * @throws KitrailException BAD_INPUT when they mean none, or more than one
   */
  public AssetLayer require(String words) throws KitrailException {
    UnpackFilter filter = UnpackFilter.parse(words);
    List<AssetLayer> found = layers.stream().filter(it -> filter.matches(it.element())).toList();
    if (found.size() > 1 && filter.namesOrPaths().isEmpty()) {
      // "model" alone means the model itself, not its parts.
      found = found.stream().filter(it -> name(it).equals(words)).toList();
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> all = layers.stream().map(this::name).toList();
    throw new KitrailException(
        ErrorCode.BAD_INPUT,
        "\""
            + words
            + "\" does not name one asset of this ModelKit"
            + (found.isEmpty() ? suggestion(words, all) : "")
            + "; its assets are "
            + String.join(", ", all)
            + ".");
  }

  private static String suggestion(String words, List<String> all) {
    return Suggestion.closest(words, all).map(word -> " (did you mean " + word + "?)").orElse("");
  }

  /** The asset whose layer has this digest, if there is one. */
  public Optional<AssetLayer> find(Digest layer) {
    return layers.stream().filter(it -> it.descriptor().digest().equals(layer)).findFirst();
  }

  /** The words that mean this asset: with its name where it has one of its own, else its path. */
  public String name(AssetLayer asset) {
    KitfileLayer element = asset.element();
    if (element.kind() == LayerKind.MODEL) {
      return element.kind().filterName();
    }
    return element.kind().filterName() + ":" + (isOwn(element) ? element.name() : element.path());
  }

  private boolean isOwn(KitfileLayer element) {
    @Nullable String name = element.name();
    return name != null
        && name.indexOf(':') < 0
        && name.indexOf(',') < 0
        && name.equals(name.strip())
        && layers.stream()
                .filter(it -> it.element().kind().filterName().equals(element.kind().filterName()))
                .filter(it -> name.equals(it.element().name()) || name.equals(it.element().path()))
                .count()
            == 1;
  }
}

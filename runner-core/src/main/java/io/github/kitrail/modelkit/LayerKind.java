package io.github.kitrail.modelkit;

import java.util.Arrays;
import java.util.Optional;

/** What a layer holds. */
public enum LayerKind {
  MODEL("model", "model"),
  /** A file of the model's own; the filter {@code model} means it too. */
  MODEL_PART("modelpart", "model"),
  CODE("code", "code"),
  DATASET("dataset", "datasets"),
  DOCS("docs", "docs");

  private final String typeName;
  private final String filterName;

  LayerKind(String typeName, String filterName) {
    this.typeName = typeName;
    this.filterName = filterName;
  }

  /** The word in the layer's media type. */
  public String typeName() {
    return typeName;
  }

  /** The word of {@code --filter} that means it. */
  public String filterName() {
    return filterName;
  }

  static Optional<LayerKind> ofTypeName(String name) {
    return Arrays.stream(values()).filter(kind -> kind.typeName.equals(name)).findFirst();
  }
}

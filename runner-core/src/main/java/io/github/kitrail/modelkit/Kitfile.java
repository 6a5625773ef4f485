package io.github.kitrail.modelkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a ModelKit holds, as a folder's Kitfile and a ModelKit's config say it. A text that is
 * absent or empty is null; paths are as they were written.
 *
 * @see <a href="https://kitops.org/docs/kitfile/format/">Kitfile format 1.0.0</a>
 */
public record Kitfile(
    String manifestVersion,
    Package packageInfo,
    @Nullable Model model,
    List<Code> code,
    List<Dataset> datasets,
    List<Docs> docs) {

  public Kitfile {
    code = List.copyOf(code);
    datasets = List.copyOf(datasets);
    docs = List.copyOf(docs);
  }

  /** Every element that has a layer, in the order of the manifest's layers. */
  public List<KitfileLayer> layers() {
    return KitfileLayers.of(this);
  }

  /**
   * This Kitfile with what is known about each layer.
   *
   * @param infos one for each of {@link #layers()}, in their order
   */
  public Kitfile withLayerInfo(List<LayerInfo> infos) {
    return KitfileLayers.withInfo(this, infos);
  }

  /** This Kitfile with one more element of documentation, after all others. */
  public Kitfile withDocs(Docs last) {
    List<Docs> more = new ArrayList<>(docs);
    more.add(last);
    return new Kitfile(manifestVersion, packageInfo, model, code, datasets, more);
  }

  /**
   * This Kitfile without the documentation of this path.
   *
   * @param path clean
   */
  public Kitfile withoutDocs(String path) {
    List<Docs> others =
        docs.stream().filter(it -> !ContextPath.clean(it.path()).equals(path)).toList();
    return new Kitfile(manifestVersion, packageInfo, model, code, datasets, others);
  }

  /** The name of the ModelKit that this one's model comes from, when the path is such a name. */
  public @Nullable String baseReference() {
    return model != null && model.isReference() ? model.path() : null;
  }

  /** The project that the ModelKit belongs to. */
  public record Package(
      @Nullable String name,
      @Nullable String version,
      @Nullable String description,
      @Nullable String license,
      List<String> authors) {

    /** Says nothing. */
    public static final Package NONE = new Package(null, null, null, null, List.of());

    public Package {
      name = orNull(name);
      version = orNull(version);
      description = orNull(description);
      license = orNull(license);
      authors = List.copyOf(authors);
    }
  }

  /**
   * The model.
   *
   * @param path a file or folder, or the name of another ModelKit whose model this is; null when
   *     there are parts only
   */
  public record Model(
      @Nullable String name,
      @Nullable String path,
      @Nullable String license,
      @Nullable String framework,
      @Nullable String format,
      @Nullable String version,
      @Nullable String description,
      List<ModelPart> parts,
      @Nullable Parameters parameters,
      @Nullable LayerInfo layer) {

    public Model {
      name = orNull(name);
      path = orNull(path);
      license = orNull(license);
      framework = orNull(framework);
      format = orNull(format);
      version = orNull(version);
      description = orNull(description);
      parts = List.copyOf(parts);
    }

    /** Whether the path names another ModelKit. */
    public boolean isReference() {
      return path != null && Reference.looksLikeModelKit(path);
    }
  }

  /** A file or folder that belongs to the model, such as an adapter. */
  public record ModelPart(
      @Nullable String name,
      @Nullable String path,
      @Nullable String license,
      @Nullable String type,
      @Nullable LayerInfo layer) {

    public ModelPart {
      name = orNull(name);
      path = orNull(path);
      license = orNull(license);
      type = orNull(type);
    }
  }

  /** Code that belongs to the model. */
  public record Code(
      @Nullable String path,
      @Nullable String description,
      @Nullable String license,
      @Nullable LayerInfo layer) {

    public Code {
      path = orNull(path);
      description = orNull(description);
      license = orNull(license);
    }
  }

  /** Data that the model was made from, or is tested with. */
  public record Dataset(
      @Nullable String name,
      @Nullable String path,
      @Nullable String description,
      @Nullable String license,
      @Nullable Parameters parameters,
      @Nullable LayerInfo layer) {

    public Dataset {
      name = orNull(name);
      path = orNull(path);
      description = orNull(description);
      license = orNull(license);
    }
  }

  /** Documentation. */
  public record Docs(
      @Nullable String path, @Nullable String description, @Nullable LayerInfo layer) {

    public Docs {
      path = orNull(path);
      description = orNull(description);
    }
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}

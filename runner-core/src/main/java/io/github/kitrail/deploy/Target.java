package io.github.kitrail.deploy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place that can serve a model, as a folder of templates describes it. The format is documented
 * in docs/targets.md.
 */
public final class Target {
  private final Description description;
  private final List<TargetFile> files;
  private final TargetFolder folder;

  Target(Description description, List<TargetFile> files, TargetFolder folder) {
    this.description = description;
    this.files = List.copyOf(files);
    this.folder = folder;
  }

  /**
   * What its descriptor says.
   *
   * @param title one line for people
   * @param formats the model formats it serves, in lower case; empty for any
   * @param maxAdapters how many adapters it takes; null for any number
   * @param requiresRegistry whether it fetches the ModelKit from a registry when it starts
   */
  public record Description(
      String name,
      String title,
      String description,
      List<String> formats,
      @Nullable Integer maxAdapters,
      Unpack unpack,
      boolean requiresRegistry,
      List<TargetParameter> parameters) {
    public Description {
      formats = List.copyOf(formats);
      parameters = List.copyOf(parameters);
    }
  }

  public Description description() {
    return description;
  }

  public String name() {
    return description.name();
  }

  List<TargetFile> files() {
    return files;
  }

  TargetFolder folder() {
    return folder;
  }
}

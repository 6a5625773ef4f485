package io.github.kitrail.dev;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page tells about the model that is served.
 *
 * @param reference as the user named it
 * @param digest of the ModelKit's manifest; null for a folder
 * @param engine its name and version
 */
public record ServedModel(
    String reference,
    @Nullable String digest,
    KitfileFacts kitfile,
    ModelFacts model,
    String engine,
    SignatureFacts signature) {

  /** What the Kitfile says; null for what it does not. */
  public record KitfileFacts(
      @Nullable String name,
      @Nullable String version,
      @Nullable String license,
      @Nullable String description,
      List<String> authors) {
    public KitfileFacts {
      authors = List.copyOf(authors);
    }
  }

  /**
   * What the model's file says.
   *
   * @param parameters how many numbers its weights are
   * @param quantisation such as {@code Q4_K_M}; null when it does not say
   * @param contextLength tokens that it was trained to look at; 0 when it does not say
   * @param chatTemplate whether it can be asked with messages
   * @param sizeBytes of all of its files
   * @param adapters the files that change it
   */
  public record ModelFacts(
      String file,
      @Nullable String name,
      @Nullable String architecture,
      long parameters,
      @Nullable String quantisation,
      long contextLength,
      boolean chatTemplate,
      long sizeBytes,
      List<String> adapters) {
    public ModelFacts {
      adapters = List.copyOf(adapters);
    }
  }

  /**
   * @param state {@code claimed} (there are signatures, which nobody has checked here), {@code
   *     unsigned}, {@code unknown} when it could not be looked up, or {@code none} for a folder
   */
  public record SignatureFacts(String state, String detail) {}

  /** What the API calls it. */
  public String id() {
    return reference;
  }
}

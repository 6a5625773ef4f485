package io.github.kitrail.deploy;

import io.github.kitrail.modelkit.Digest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a ModelKit that is to be laid out. Its texts come from a Kitfile and are
 * trusted by nobody.
 *
 * @param digest the ModelKit's manifest
 * @param repository registry and repository it can be pulled from, without tag and digest; null
 *     while it is in no registry
 * @param name the package's name
 * @param version the package's version
 * @param description the package's description
 * @param license the model's license, or else the package's
 * @param format the model's format in lower case, such as {@code gguf}
 * @param model the file that a server is given; of a split GGUF the first
 * @param adapters the parts of type lora, in the Kitfile's order
 * @param bases what it stands on, nearest first
 * @param chatTemplate whether the model has one, so that a chat makes sense
 * @param contextLength in tokens; null when nobody says
 * @param parameters the Kitfile's {@code model.parameters}, when they are a mapping
 */
public record RenderFacts(
    Digest digest,
    @Nullable String repository,
    @Nullable String name,
    @Nullable String version,
    @Nullable String description,
    @Nullable String license,
    String format,
    ModelFile model,
    List<ModelFile> adapters,
    List<BaseModelKit> bases,
    boolean chatTemplate,
    @Nullable Integer contextLength,
    Map<String, Object> parameters) {
  public RenderFacts {
    adapters = List.copyOf(adapters);
    bases = List.copyOf(bases);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** The ModelKit as a registry names it for good: {@code repository@digest}. */
  @Nullable String reference() {
    return repository == null ? null : repository + "@" + digest;
  }

  /** Facts of a ModelKit of which only the least is known. */
  public static Builder of(Digest digest, String format, ModelFile model) {
    return new Builder(digest, format, model);
  }

  /** Adds what is known beyond that. */
  public static final class Builder {
    private final Digest digest;
    private final String format;
    private final ModelFile model;
    private @Nullable String repository;
    private @Nullable String name;
    private @Nullable String version;
    private @Nullable String description;
    private @Nullable String license;
    private List<ModelFile> adapters = List.of();
    private List<BaseModelKit> bases = List.of();
    private boolean chatTemplate;
    private @Nullable Integer contextLength;
    private Map<String, Object> parameters = Map.of();

    private Builder(Digest digest, String format, ModelFile model) {
      this.digest = digest;
      this.format = format;
      this.model = model;
    }

    public Builder repository(@Nullable String value) {
      repository = value;
      return this;
    }

    public Builder name(@Nullable String value) {
      name = value;
      return this;
    }

    public Builder version(@Nullable String value) {
      version = value;
      return this;
    }

    public Builder description(@Nullable String value) {
      description = value;
      return this;
    }

    public Builder license(@Nullable String value) {
      license = value;
      return this;
    }

    public Builder adapters(List<ModelFile> value) {
      adapters = value;
      return this;
    }

    public Builder bases(List<BaseModelKit> value) {
      bases = value;
      return this;
    }

    public Builder chatTemplate(boolean value) {
      chatTemplate = value;
      return this;
    }

    public Builder contextLength(@Nullable Integer value) {
      contextLength = value;
      return this;
    }

    public Builder parameters(Map<String, Object> value) {
      parameters = value;
      return this;
    }

    public RenderFacts build() {
      return new RenderFacts(
          digest,
          repository,
          name,
          version,
          description,
          license,
          format,
          model,
          adapters,
          bases,
          chatTemplate,
          contextLength,
          parameters);
    }
  }
}

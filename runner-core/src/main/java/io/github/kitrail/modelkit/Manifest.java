package io.github.kitrail.modelkit;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An OCI image manifest: of a ModelKit, or of evidence that refers to one.
 *
 * @param mediaType null in what kit 1.7.0 writes
 * @param subject what this artifact refers to, for evidence
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md">OCI
 *     manifest</a>
 */
public record Manifest(
    @Nullable String mediaType,
    @Nullable String artifactType,
    Descriptor config,
    List<Descriptor> layers,
    @Nullable Descriptor subject,
    Map<String, String> annotations) {

  /** The annotation that holds the version of the kit that a ModelKit's format follows. */
  public static final String CLI_VERSION = "ml.kitops.modelkit.cli-version";

  /** Manifests above this many bytes are refused, as registries do. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  public Manifest {
    layers = List.copyOf(layers);
    annotations = Map.copyOf(annotations);
  }

  /**
   * The bytes that Go's encoder writes for this manifest: fields in the specification's order, no
   * white space.
   */
  public byte[] toBytes() {
    return OciJson.write(this);
  }

  /**
   * Reads a manifest of any writer; unknown fields are ignored.
   *
   * @throws KitrailException BAD_INPUT when it is no image manifest
   */
  public static Manifest parse(byte[] bytes) throws KitrailException {
    return OciJson.readManifest(bytes);
  }

  public boolean isModelKit() {
    return config.mediaType().equals(MediaTypes.KITFILE_CONFIG);
  }

  /**
   * Ends with a sentence when this is not a ModelKit's manifest.
   *
   * @param where what was read, for the message
   */
  public Manifest requireModelKit(String where) throws KitrailException {
    if (isModelKit()) {
      return this;
    }
    String problem =
        config.mediaType().startsWith("application/vnd.cncf.model.")
            ? " is a CNCF ModelPack, which is not supported yet; pack it as a ModelKit (kit pack"
                + " without --use-model-pack)."
            : " is not a ModelKit: its config has the type "
                + config.mediaType()
                + ", not "
                + MediaTypes.KITFILE_CONFIG
                + ".";
    throw new KitrailException(ErrorCode.BAD_INPUT, where + problem);
  }
}

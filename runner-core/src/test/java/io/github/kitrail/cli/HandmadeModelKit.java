package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Repository;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A ModelKit in the fixture that no honest program wrote: one honest model, one other layer. */
final class HandmadeModelKit {
  private static final String MODEL = "application/vnd.kitops.modelkit.model.v1.tar";
  private static final String CODE = "application/vnd.kitops.modelkit.code.v1.tar";

  private HandmadeModelKit() {}

  /**
   * Puts it there as {@code team/m:1} and returns its reference.
   *
   * @param named the digest by which the config names the code layer; null for the layer's own
   */
  static String put(FixtureRegistry registry, byte[] layer, String named) throws IOException {
    put(registry.repository("team/m"), layer, named);
    return registry.host() + "/team/m:1";
  }

  /**
   * Puts it into a repository under the tag 1.
   *
   * @return what names its manifest
   */
  static Descriptor put(Repository repository, byte[] layer, String named) throws IOException {
    byte[] model = tar("model.gguf", (byte) '0', "", "weights");
    String config =
        """
        {"manifestVersion":"1.0.0","package":{"name":"m"},
         "model":{"name":"m","path":"model.gguf","digest":"%s","diffId":"%s"},
         "code":[{"path":"code","digest":"%s","diffId":"%s"}]}
        """
            .formatted(
                Digest.of(model),
                Digest.of(model),
                named == null ? Digest.of(layer) : named,
                named == null ? Digest.of(layer) : named);
    byte[] configBytes = config.getBytes(UTF_8);
    repository.putBlob(model);
    repository.putBlob(layer);
    repository.putBlob(configBytes);
    Manifest manifest =
        new Manifest(
            null,
            null,
            Descriptor.of(MediaTypes.KITFILE_CONFIG, configBytes),
            List.of(Descriptor.of(MODEL, model), Descriptor.of(CODE, layer)),
            null,
            Map.of());
    String digest = repository.putManifest(MediaTypes.IMAGE_MANIFEST, manifest.toBytes());
    repository.tag("1", digest);
    return Descriptor.of(MediaTypes.IMAGE_MANIFEST, manifest.toBytes());
  }

  /**
   * A ModelKit whose only layer is as large as that, as {@code team/m:1}; returns its reference.
   */
  static String putHuge(FixtureRegistry registry, long bytes) {
    Repository repository = registry.repository("team/m");
    Digest huge = new Digest("0d".repeat(32));
    String config =
        """
        {"manifestVersion":"1.0.0","package":{"name":"m"},
         "model":{"name":"m","path":"model.gguf","digest":"%s","diffId":"%s"}}
        """
            .formatted(huge, huge);
    byte[] configBytes = config.getBytes(UTF_8);
    repository.putBlob(configBytes);
    Manifest manifest =
        new Manifest(
            null,
            null,
            Descriptor.of(MediaTypes.KITFILE_CONFIG, configBytes),
            List.of(new Descriptor(MODEL, huge, bytes)),
            null,
            Map.of());
    repository.tag("1", repository.putManifest(MediaTypes.IMAGE_MANIFEST, manifest.toBytes()));
    return registry.host() + "/team/m:1";
  }

  /** An archive of one entry. */
  static byte[] tar(String name, byte type, String link, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
      TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
      entry.setModTime(0L);
      entry.setMode(0644);
      entry.setLinkName(link);
      entry.setSize(content.length());
      out.putArchiveEntry(entry);
      out.write(content.getBytes(UTF_8));
      out.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }
}

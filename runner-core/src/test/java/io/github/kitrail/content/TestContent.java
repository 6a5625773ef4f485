package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small manifests with real blobs, written into any place. */
public final class TestContent {
  public static final String LAYER = "application/vnd.kitops.modelkit.code.v1.tar";

  private TestContent() {}

  /** Writes a ModelKit whose layers hold these texts. */
  public static Descriptor modelKit(Sink to, String... layers)
      throws IOException, KitrailException {
    return manifest(to, MediaTypes.KITFILE_CONFIG, "{\"of\":\"" + layers[0] + "\"}", null, layers);
  }

  /** Writes evidence about a manifest. */
  public static Descriptor evidence(Sink to, Descriptor subject, String content)
      throws IOException, KitrailException {
    return manifest(to, MediaTypes.EMPTY, "{}", subject, content);
  }

  /** Writes an artifact that is neither, as cosign's older signatures are. */
  public static Descriptor artifact(Sink to, String content) throws IOException, KitrailException {
    return manifest(to, "application/vnd.oci.image.config.v1+json", "{}", null, content);
  }

  private static Descriptor manifest(
      Sink to, String configType, String config, @Nullable Descriptor subject, String... layers)
      throws IOException, KitrailException {
    List<Descriptor> descriptors = new ArrayList<>();
    for (String layer : layers) {
      descriptors.add(write(to, LAYER, layer));
    }
    Manifest manifest =
        new Manifest(
            subject == null ? null : MediaTypes.IMAGE_MANIFEST,
            subject == null ? null : MediaTypes.SIGSTORE_BUNDLE,
            write(to, configType, config),
            descriptors,
            subject,
            subject == null ? Map.of() : Map.of("kind", "test"));
    byte[] bytes = manifest.toBytes();
    Descriptor descriptor = Descriptor.of(MediaTypes.IMAGE_MANIFEST, bytes);
    to.writeManifest(descriptor, bytes);
    return descriptor;
  }

  public static Descriptor write(Sink to, String mediaType, String text)
      throws IOException, KitrailException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    Descriptor descriptor = Descriptor.of(mediaType, content);
    to.write(
        new Blob() {
          @Override
          public Descriptor descriptor() {
            return descriptor;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(content);
          }
        });
    return descriptor;
  }

  /** Three tries and no pause. */
  public static Retry retry() {
    Retry standard = Retry.standard();
    return new Retry(
        3, standard.firstPause(), standard.longestPause(), standard.random(), pause -> {});
  }
}

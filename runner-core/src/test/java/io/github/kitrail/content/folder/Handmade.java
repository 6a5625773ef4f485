package io.github.kitrail.content.folder;

import io.github.kitrail.content.Blob;
import io.github.kitrail.content.Copier;
import io.github.kitrail.content.Place;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.TransferListener;
import io.github.kitrail.content.layout.OciLayout;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileConfig;
import io.github.kitrail.modelkit.LayerInfo;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A ModelKit with one code layer, of any bytes, in an OCI layout. */
final class Handmade {
  static final String TAR = "application/vnd.kitops.modelkit.code.v1.tar";

  final Place place;
  final Descriptor descriptor;
  final Manifest manifest;
  final Kitfile kitfile;

  private Handmade(Place place, Descriptor descriptor, Manifest manifest, Kitfile kitfile) {
    this.place = place;
    this.descriptor = descriptor;
    this.manifest = manifest;
    this.kitfile = kitfile;
  }

  /** What an honest writer makes of these bytes. */
  static Handmade of(Path layout, String mediaType, byte[] layer) throws Exception {
    return of(layout, mediaType, layer, Digest.of(layer), null);
  }

  /**
   * @param inConfig the layer's digest by the config
   */
  static Handmade of(
      Path layout, String mediaType, byte[] layer, Digest inConfig, @Nullable Digest diffId)
      throws Exception {
    OciLayout place = OciLayout.at(layout);
    Kitfile kitfile =
        new Kitfile(
            "1.0.0",
            Kitfile.Package.NONE,
            null,
            List.of(new Kitfile.Code("code", null, null, new LayerInfo(inConfig, diffId))),
            List.of(),
            List.of());
    byte[] config = KitfileConfig.toBytes(kitfile);
    Descriptor configDescriptor = Descriptor.of(MediaTypes.KITFILE_CONFIG, config);
    Descriptor layerDescriptor = Descriptor.of(mediaType, layer);
    place.write(blob(configDescriptor, config));
    place.write(blob(layerDescriptor, layer));
    Manifest manifest =
        new Manifest(null, null, configDescriptor, List.of(layerDescriptor), null, Map.of());
    byte[] bytes = manifest.toBytes();
    Descriptor descriptor = Descriptor.of(MediaTypes.IMAGE_MANIFEST, bytes);
    place.writeManifest(descriptor, bytes);
    return new Handmade(place, descriptor, manifest, kitfile);
  }

  static Blob blob(Descriptor descriptor, byte[] content) {
    return new Blob() {
      @Override
      public Descriptor descriptor() {
        return descriptor;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
      }
    };
  }

  /** Unpacks all of it. */
  List<String> unpack(Path target, UnpackOptions options) throws Exception {
    UnpackPart part = new UnpackPart(manifest, kitfile, List.of());
    Copier copier = new Copier(retry(), TransferListener.NONE, 2);
    try (FolderSink sink = FolderSink.open(target, List.of(part), options)) {
      copier.copy(place, descriptor, sink, sink::accepts);
      return sink.placed();
    }
  }

  static Retry retry() {
    Retry standard = Retry.standard();
    return new Retry(
        3, standard.firstPause(), standard.longestPause(), standard.random(), pause -> {});
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }
}

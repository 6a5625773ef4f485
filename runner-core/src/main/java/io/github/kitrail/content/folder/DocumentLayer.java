package io.github.kitrail.content.folder;

import io.github.kitrail.content.PendingLayer;
import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerType;
import io.github.kitrail.modelkit.TarFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A layer of small documents that are in memory: a folder and the files in it, archived as kit
 * archives a folder that has them.
 */
public final class DocumentLayer implements PendingLayer {
  private static final int FOLDER_PERMISSIONS = 0755;
  private static final int FILE_PERMISSIONS = 0644;

  private final KitfileLayer element;
  private final Compression compression;
  private final byte[] archive;

  /**
   * @param element its path is the folder
   * @param documents by their names in the folder, ASCII
   */
  public DocumentLayer(
      KitfileLayer element, Compression compression, Map<String, byte[]> documents) {
    this.element = element;
    this.compression = compression;
    this.archive = archive(element.path(), new TreeMap<>(documents));
  }

  /** The archive of such a folder. */
  static byte[] archive(String folder, SortedMap<String, byte[]> documents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int end = folder.indexOf('/'); end >= 0; end = folder.indexOf('/', end + 1)) {
      out.writeBytes(TarFormat.header(folder.substring(0, end), true, FOLDER_PERMISSIONS, 0));
    }
    out.writeBytes(TarFormat.header(folder, true, FOLDER_PERMISSIONS, 0));
    documents.forEach(
        (name, content) -> {
          String path = folder + "/" + name;
          out.writeBytes(TarFormat.header(path, false, FILE_PERMISSIONS, content.length));
          out.writeBytes(content);
          out.writeBytes(new byte[TarFormat.padding(content.length)]);
        });
    out.writeBytes(TarFormat.end());
    return out.toByteArray();
  }

  @Override
  public KitfileLayer element() {
    return element;
  }

  @Override
  public String mediaType() {
    return new LayerType(element.kind(), compression).mediaType();
  }

  @Override
  public long size() {
    return compression == Compression.NONE ? archive.length : -1;
  }

  @Override
  public InputStream open() {
    InputStream plain = new ByteArrayInputStream(archive);
    return switch (compression) {
      case NONE -> plain;
      case GZIP -> new GzipStream(plain, Deflater.DEFAULT_COMPRESSION);
      case GZIP_FASTEST -> new GzipStream(plain, Deflater.BEST_SPEED);
      case ZSTD -> throw new IllegalStateException("zstd is only read");
    };
  }

  @Override
  public @Nullable Digest diffId() {
    return compression == Compression.NONE ? null : Digest.of(archive);
  }

  @Override
  public Map<String, Digest> files() {
    return Map.of();
  }
}

package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.Source;
import io.github.kitrail.content.VerificationException;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.EntryPath;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the files of a layer without fetching the layer: what a visitor does not read is
 * stepped over. A compressed layer has to be read from its beginning, and is read a while only. The
 * layer's digest is not checked, as only the whole layer has one.
 */
public final class LayerPeek {
  /** Bytes of the archive that are read at most. */
  private static final long MAX_BYTES = 512L * 1024 * 1024;

  /** Looks at one file; null when it has nothing to say about it. */
  @FunctionalInterface
  public interface Visitor<T> {
    /**
     * @param path in the folder that the ModelKit would be unpacked into
     * @param size bytes
     * @param content need not be read
     */
    @Nullable T look(String path, long size, InputStream content)
        throws IOException, KitrailException;
  }

  /**
   * @param seen what the visitor said, in the archive's order
   * @param complete whether all files of the layer were looked at
   */
  public record Seen<T>(List<T> seen, boolean complete) {
    public Seen {
      seen = List.copyOf(seen);
    }
  }

  private final Source place;
  private final Retry retry;
  private final long maxBytes;

  public LayerPeek(Source place, Retry retry) {
    this(place, retry, MAX_BYTES);
  }

  LayerPeek(Source place, Retry retry, long maxBytes) {
    this.place = place;
    this.retry = retry;
    this.maxBytes = maxBytes;
  }

  /**
   * @throws KitrailException HOSTILE_CONTENT when the layer is no archive of files and folders,
   *     what the visitor threw, or why the place could not be read
   */
  public <T> Seen<T> look(AssetLayer layer, Visitor<T> visitor) throws KitrailException {
    String what = "look into the layer " + layer.descriptor().digest() + " in " + place.name();
    return retry.run(what, reason -> {}, () -> once(layer, visitor));
  }

  private <T> Seen<T> once(AssetLayer layer, Visitor<T> visitor)
      throws IOException, KitrailException {
    List<T> seen = new ArrayList<>();
    try (SteppingInputStream bytes = new SteppingInputStream(place, layer.descriptor())) {
      SourceStream source = new SourceStream(bytes);
      try {
        Compression compression = layer.type().compression();
        InputStream archive = LayerDecompression.of(compression, source);
        ArchiveReader.read(new Budget(archive, maxBytes), visiting(layer, visitor, seen));
        return new Seen<>(seen, true);
      } catch (Enough e) {
        return new Seen<>(seen, false);
      } catch (IOException e) {
        source.throwFailure();
        throw damaged(layer, e);
      }
    }
  }

  private static <T> ArchiveReader.Visitor visiting(
      AssetLayer layer, Visitor<T> visitor, List<T> seen) {
    return new ArchiveReader.Visitor() {
      @Override
      public void directory(String name, int permissions) {}

      @Override
      public void file(String name, int permissions, long size, InputStream content)
          throws IOException, KitrailException {
        T said = visitor.look(EntryPath.check(layer.base() + name), size, content);
        if (said != null) {
          seen.add(said);
        }
      }
    };
  }

  private static KitrailException damaged(AssetLayer layer, IOException e) throws IOException {
    if (e instanceof VerificationException) {
      throw e;
    }
    return new KitrailException(
        ErrorCode.HOSTILE_CONTENT,
        "The archive in the layer "
            + layer.descriptor().digest()
            + " of \""
            + layer.element().path()
            + "\" is damaged: "
            + e.getMessage()
            + ". It must be packed again.",
        e);
  }

  /** That was all that is read. */
  private static final class Enough extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Ends an archive that would take too long; what is skipped costs only where it must be read. */
  private static final class Budget extends FilterInputStream {
    private long left;

    Budget(InputStream in, long bytes) {
      super(in);
      left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int n = read(one, 0, 1);
      return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new Enough();
      }
      int n = in.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(0, n);
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      if (in instanceof SourceStream stepping) {
        return stepping.skip(n);
      }
      return readNBytes((int) Math.min(n, 64 * 1024)).length;
    }
  }
}

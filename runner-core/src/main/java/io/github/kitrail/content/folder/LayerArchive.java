package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DigestingInputStream;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The archive in a layer, read to the layer's verified end. */
final class LayerArchive {
  /** Reads the archive as a stream. */
  @FunctionalInterface
  interface Reader {
    void read(InputStream archive) throws IOException, KitrailException;
  }

  private final AssetLayer layer;

  LayerArchive(AssetLayer layer) {
    this.layer = layer;
  }

  /**
   * @param verified ends only when the bytes are right
   * @throws IOException when the bytes could not be had, which may pass
   * @throws KitrailException HOSTILE_CONTENT, DIGEST_MISMATCH, or the reader's
   */
  void read(InputStream verified, Reader reader) throws IOException, KitrailException {
    SourceStream source = new SourceStream(verified);
    try {
      readArchive(source, reader);
    } catch (IOException e) {
      source.throwFailure();
      source.drain();
      throw damaged(reason(e), e);
    } catch (KitrailException e) {
      if (e.code() == ErrorCode.HOSTILE_CONTENT) {
        // Wrong bytes say anything; that they are wrong is the better answer.
        source.drain();
      }
      throw e;
    }
  }

  private void readArchive(SourceStream source, Reader reader)
      throws IOException, KitrailException {
    Digest expected = layer.diffId();
    Compression compression = layer.type().compression();
    if (compression == Compression.NONE) {
      reader.read(source);
      source.drain();
      checkDiffId(expected, layer.descriptor().digest());
      return;
    }
    DigestingInputStream tar = new DigestingInputStream(LayerDecompression.of(compression, source));
    reader.read(tar);
    tar.transferTo(OutputStream.nullOutputStream());
    source.drain();
    checkDiffId(expected, tar.digest());
  }

  private void checkDiffId(@Nullable Digest expected, Digest actual) throws KitrailException {
    if (expected != null && !expected.equals(actual)) {
      throw new KitrailException(
          ErrorCode.DIGEST_MISMATCH,
          "The ModelKit contradicts itself: by its config the archive in the layer "
              + layer.descriptor().digest()
              + " is "
              + expected
              + ", but it is "
              + actual
              + ".");
    }
  }

  private static String reason(IOException e) {
    if (e.getMessage() != null) {
      return e.getMessage();
    }
    return e instanceof EOFException ? "it is cut off" : "its compression makes no sense";
  }

  /** The failure of an archive that is not as it must be. */
  KitrailException damaged(String reason, @Nullable IOException cause) {
    return new KitrailException(
        ErrorCode.HOSTILE_CONTENT,
        "The layer "
            + layer.descriptor().digest()
            + " of \""
            + layer.element().path()
            + "\" is as its publisher made it, but its archive is damaged: "
            + reason
            + ". Nothing was unpacked; it must be packed again.",
        cause);
  }
}

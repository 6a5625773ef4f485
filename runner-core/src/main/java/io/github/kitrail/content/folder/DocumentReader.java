package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Source;
import io.github.kitrail.content.VerifyingInputStream;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.LayerType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads a layer of small documents into memory, within limits. It must be archived exactly as
 * {@link DocumentLayer} does it: nothing but these files can be in it, or be unpacked from it.
 */
public final class DocumentReader {
  /** More than header and padding of a file, and what is around all of them. */
  private static final int OVERHEAD = 2048;

  /** No folder below, nothing that leads elsewhere, nothing that a terminal would not show. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

  private final String folder;
  private final int maxDocuments;
  private final int maxBytes;
  private final int maxBytesInAll;

  /**
   * @param folder that the documents are in, clean
   * @param maxBytes of one document
   */
  public DocumentReader(String folder, int maxDocuments, int maxBytes, int maxBytesInAll) {
    this.folder = folder;
    this.maxDocuments = maxDocuments;
    this.maxBytes = maxBytes;
    this.maxBytesInAll = maxBytesInAll;
  }

  /**
   * The documents by their names in the folder.
   *
   * @throws IOException when the bytes could not be had, which may pass
   * @throws KitrailException HOSTILE_CONTENT when it is too large, or holds anything else;
   *     DIGEST_MISMATCH, NOT_FOUND
   */
  public SortedMap<String, byte[]> read(Source place, Descriptor layer)
      throws IOException, KitrailException {
    if (layer.size() > maxArchive()) {
      throw hostile(
          "it has " + layer.size() + " bytes, where at most " + maxArchive() + " are read");
    }
    byte[] archive;
    try (InputStream in =
        new VerifyingInputStream(
            place.open(layer, 0), layer, place.name(), place.adviceOnWrongBytes(layer))) {
      byte[] stored = in.readAllBytes();
      archive = decompressed(LayerType.require(layer.mediaType()), stored);
    }
    Documents documents = new Documents();
    try {
      ArchiveReader.read(new ByteArrayInputStream(archive), documents);
    } catch (IOException e) {
      throw hostile("its archive is damaged (" + e.getMessage() + ")");
    }
    if (!Arrays.equals(archive, DocumentLayer.archive(folder, documents.found))) {
      throw hostile("it holds something else than the files of the folder " + folder);
    }
    return Collections.unmodifiableSortedMap(documents.found);
  }

  private int maxArchive() {
    return maxBytesInAll + (maxDocuments + 1) * OVERHEAD;
  }

  private byte[] decompressed(LayerType type, byte[] stored) throws KitrailException {
    // Java's gzip reader looks for a second member only when it hears that there are bytes.
    try (InputStream in =
        LayerDecompression.of(
            type.compression(), new SourceStream(new ByteArrayInputStream(stored)))) {
      byte[] archive = in.readNBytes(maxArchive() + 1);
      if (archive.length > maxArchive()) {
        throw hostile("its archive has more than " + maxArchive() + " bytes");
      }
      return archive;
    } catch (IOException e) {
      throw hostile("its compression is damaged (" + e.getMessage() + ")");
    }
  }

  private static KitrailException hostile(String reason) {
    return new KitrailException(ErrorCode.HOSTILE_CONTENT, "The layer is refused: " + reason + ".");
  }

  private final class Documents implements ArchiveReader.Visitor {
    private final SortedMap<String, byte[]> found = new TreeMap<>();

    @Override
    public void directory(String name, int permissions) {
      // Compared with the rest when all has been read.
    }

    @Override
    public void file(String name, int permissions, long size, InputStream content)
        throws IOException, KitrailException {
      String inFolder = name.startsWith(folder + "/") ? name.substring(folder.length() + 1) : "";
      if (!NAME.matcher(inFolder).matches()) {
        throw hostile("it holds something else than the files of the folder " + folder);
      }
      if (found.size() == maxDocuments) {
        throw hostile("it holds more than " + maxDocuments + " files");
      }
      if (size > maxBytes) {
        throw hostile("a file in it has more than " + maxBytes + " bytes");
      }
      found.put(inFolder, content.readNBytes(maxBytes));
    }
  }
}

package io.github.kitrail.content.folder;

import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.TarFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A layer's archive, computed while it is read. */
final class TarStream extends ChainedInputStream {
  /** Hears of each file that was read to its end. */
  @FunctionalInterface
  interface FileDigests {
    /**
     * @throws IOException to end the stream with
     */
    void add(String path, Digest digest) throws IOException;
  }

  private final Iterator<PackedEntry> entries;
  private final boolean digestFiles;
  private final FileDigests digests;
  private @Nullable PackedEntry file;
  private boolean ended;

  /**
   * @param digestFiles whether each file is hashed on its own as well
   */
  TarStream(List<PackedEntry> entries, boolean digestFiles, FileDigests digests) {
    this.entries = entries.iterator();
    this.digestFiles = digestFiles;
    this.digests = digests;
  }

  /** Header, content, padding, header, content … end. */
  @Override
  @Nullable InputStream next() throws IOException {
    if (file != null) {
      PackedEntry content = file;
      file = null;
      return contentAndPadding(content);
    }
    if (entries.hasNext()) {
      PackedEntry entry = entries.next();
      file = entry.isDirectory() ? null : entry;
      return new ByteArrayInputStream(entry.header());
    }
    if (!ended) {
      ended = true;
      return new ByteArrayInputStream(TarFormat.end());
    }
    return null;
  }

  private InputStream contentAndPadding(PackedEntry entry) throws IOException {
    InputStream content =
        new PackedFileStream(entry, digestFiles ? Digest.sha256() : null, digests);
    InputStream padding =
        new ByteArrayInputStream(new byte[TarFormat.padding(entry.contentSize())]);
    return new SequenceInputStream(content, padding);
  }

  /** The number of bytes that such a stream has. */
  static long size(List<PackedEntry> entries) {
    long size = TarFormat.end().length;
    for (PackedEntry entry : entries) {
      long content = entry.contentSize();
      size += entry.headerSize() + content + TarFormat.padding(content);
    }
    return size;
  }
}

package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.content.NewFile;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.EntryPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes one layer apart into the staging directory while its bytes arrive. */
final class LayerExtraction implements ArchiveReader.Visitor {
  /** Smaller layers are sooner fetched again than found again. */
  private static final long WORTH_KEEPING = 8 * 1024 * 1024;

  private final AssetLayer layer;
  private final TargetFolder target;
  private final StagingDirectory staging;
  private final long kept;
  private final List<StagedEntry> entries = new ArrayList<>();
  private @Nullable LayerJournal journal;

  /**
   * @param kept how many bytes of the layer lie in the staging directory already
   */
  LayerExtraction(AssetLayer layer, TargetFolder target, StagingDirectory staging, long kept) {
    this.kept = kept;
    this.layer = layer;
    this.target = target;
    this.staging = staging;
  }

  /**
   * Reads the layer to its verified end.
   *
   * @param verified ends only when the bytes are right
   * @throws IOException when the bytes could not be had, which may pass
   * @throws KitrailException HOSTILE_CONTENT, DIGEST_MISMATCH, BAD_INPUT, NO_SPACE
   */
  List<StagedEntry> extract(InputStream verified) throws IOException, KitrailException {
    new LayerArchive(layer).read(verified, this::readArchive);
    return entries;
  }

  /** Compressed archives have no journal: their bytes cannot be had back from the files. */
  private void readArchive(InputStream archive) throws IOException, KitrailException {
    if (layer.type().compression() != Compression.NONE
        || layer.descriptor().size() < WORTH_KEEPING) {
      ArchiveReader.read(archive, this);
      return;
    }
    try (LayerJournal opened =
        new LayerJournal(archive, staging.journal(layer.descriptor().digest()))) {
      journal = opened;
      ArchiveReader.read(opened, this);
    }
  }

  @Override
  public void directory(String name, int permissions) throws KitrailException {
    String path = EntryPath.check(layer.base() + name);
    if (!path.equals(".")) {
      target.placeFor(path, true);
      entries.add(new StagedEntry(path, permissions, null));
    }
  }

  @Override
  public void file(String name, int permissions, long size, InputStream content)
      throws IOException, KitrailException {
    String path = EntryPath.check(layer.base() + name);
    requirePlausible(path, size);
    if (path.equals(".") || target.placeFor(path, false) == TargetFolder.Place.LEAVE) {
      if (journal != null) {
        journal.end();
      }
      content.transferTo(OutputStream.nullOutputStream());
      return;
    }
    Path file = staging.newFile();
    if (journal != null) {
      journal.content(file, size);
    }
    // Known before it is written, so that a failure finds and removes it.
    entries.add(new StagedEntry(path, permissions, file));
    try (SeekableByteChannel channel = create(file, permissions)) {
      NewFile.fill(channel, target.resolve(path), content);
    }
  }

  private void requirePlausible(String path, long size) throws KitrailException {
    long most = LayerDecompression.mostBytes(layer.type().compression(), layer.descriptor().size());
    if (size < 0 || size > most) {
      throw new LayerArchive(layer)
          .damaged("its entry " + path + " claims " + size + " bytes, more than it can hold", null);
    }
    // A file's beginning is copied before it is removed; what is missing goes where that was.
    long beginning = Math.min(kept, size);
    long needed = Math.max(beginning, size - beginning);
    long free = staging.usableSpace();
    if (needed > free) {
      throw new KitrailException(
          ErrorCode.NO_SPACE,
          "Could not unpack "
              + path
              + ": it needs "
              + needed
              + " bytes, and "
              + free
              + " are free. Free some space and try again.");
    }
  }

  /** With the mode that the archive says and the umask allows, as far as the system has modes. */
  private static SeekableByteChannel create(Path file, int permissions) throws KitrailException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      return Files.newByteChannel(file, options, Permissions.attribute(permissions));
    } catch (UnsupportedOperationException e) {
      try {
        return Files.newByteChannel(file, options);
      } catch (IOException failure) {
        throw DiskFailure.of("write " + file, failure);
      }
    } catch (IOException e) {
      throw DiskFailure.of("write " + file, e);
    }
  }

  /** Files of a layer that did not arrive whole. */
  void discard() {
    for (StagedEntry entry : entries) {
      if (entry.staged() != null) {
        try {
          Files.deleteIfExists(entry.staged());
        } catch (IOException e) {
          // It goes with the staging directory.
        }
      }
    }
    entries.clear();
    try {
      if (journal != null) {
        journal.delete();
      }
    } catch (IOException e) {
      // It names files that are gone.
    }
  }
}

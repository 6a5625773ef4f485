package io.github.kitrail.content.layout;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Blob;
import io.github.kitrail.content.DigestingInputStream;
import io.github.kitrail.content.DirectoryListing;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.content.NewFile;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.content.VerificationException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code blobs/sha256} of a layout. A blob is written beside and renamed, so whoever sees it
 * sees all of it. It is not forced to the disk: after a power failure its bytes may be wrong, which
 * whoever reads it finds out; what names it, the index, is forced.
 */
public final class BlobDirectory {
  /** Smaller blobs are sooner fetched again than found again. */
  private static final long WORTH_KEEPING = 8 * 1024 * 1024;

  private final Path directory;
  private final LayoutLock lock;
  private final Ingest ingest;
  private final String place;

  /**
   * @param place what messages call the layout
   */
  public BlobDirectory(Path layout, LayoutLock lock, Ingest ingest, String place) {
    this.directory = layout.resolve("blobs").resolve("sha256");
    this.lock = lock;
    this.ingest = ingest;
    this.place = place;
  }

  /** Where the blob is, or would be. */
  public Path path(Digest digest) {
    return directory.resolve(digest.hex());
  }

  /** Whether there is a blob of this digest and size; what is in it only reading tells. */
  public boolean contains(Descriptor blob) throws IOException {
    Path path = path(blob.digest());
    return Files.isRegularFile(path) && Files.size(path) == blob.size();
  }

  /** Whether there is a blob of this digest. */
  public boolean contains(Digest digest) {
    return Files.isRegularFile(path(digest));
  }

  /** Unchecked bytes from the offset on. */
  public InputStream open(Descriptor blob, long offset) throws KitrailException {
    try {
      SeekableByteChannel channel = Files.newByteChannel(path(blob.digest()));
      return Channels.newInputStream(channel.position(offset));
    } catch (NoSuchFileException e) {
      throw new KitrailException(
          ErrorCode.NOT_FOUND, "There is no " + blob.digest() + " in " + place + ".", e);
    } catch (IOException e) {
      throw DiskFailure.of("read " + blob.digest() + " in " + place, e);
    }
  }

  /** A large blob's beginning that an earlier try has left is used; a failed one leaves it. */
  public void write(Blob blob) throws IOException, KitrailException {
    Descriptor descriptor = blob.descriptor();
    boolean resumes = descriptor.size() >= WORTH_KEEPING;
    try (Claim claim = claim(resumes ? descriptor.digest() : null)) {
      try (InputStream in = missing(blob, claim)) {
        NewFile.fill(claim.channel(), claim.file(), in);
      } catch (VerificationException e) {
        if (e.code() == ErrorCode.DIGEST_MISMATCH) {
          claim.discard();
        }
        throw e;
      } catch (KitrailException e) {
        if (e.code() == ErrorCode.NO_SPACE) {
          // A full disk is not to be kept full.
          claim.discard();
        }
        throw e;
      }
      commit(claim, descriptor.digest());
    }
    if (resumes) {
      locked(
          () -> {
            ingest.removeParts(descriptor.digest());
            return true;
          });
    }
  }

  /** What is missing in the file, whose end it is positioned at. */
  private static InputStream missing(Blob blob, Claim claim) throws IOException, KitrailException {
    FileChannel file = claim.channel();
    long kept = file.size();
    if (kept == 0 || kept > blob.descriptor().size()) {
      file.truncate(0);
      return blob.open();
    }
    Beginning beginning = new Beginning(Channels.newInputStream(file.position(0)));
    InputStream all = blob.open(beginning, kept);
    try {
      all.skipNBytes(kept);
      if (beginning.count < kept) {
        // Other bytes were verified than those in the file.
        all.close();
        file.truncate(0);
        return blob.open();
      }
      file.position(kept);
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  public Descriptor write(PendingBlob blob) throws IOException, KitrailException {
    try (Claim claim = claim(null);
        DigestingInputStream in = new DigestingInputStream(blob.open())) {
      NewFile.fill(claim.channel(), claim.file(), in);
      Descriptor written = new Descriptor(blob.mediaType(), in.digest(), in.count());
      commit(claim, written.digest());
      return written;
    }
  }

  /** Writes a document whose bytes are verified already, and forces it to the disk. */
  public void write(Descriptor document, byte[] bytes) throws IOException, KitrailException {
    try (Claim claim = claim(null)) {
      NewFile.fill(claim.channel(), claim.file(), new ByteArrayInputStream(bytes));
      claim.channel().force(true);
      commit(claim, document.digest());
    }
  }

  /** The digests of all blobs; what else lies in the directory is left out. */
  public List<Digest> list() throws IOException {
    List<Digest> digests = new ArrayList<>();
    for (Path blob : DirectoryListing.of(directory, "*")) {
      String hex = DirectoryListing.name(blob);
      if (Digest.isDigest("sha256:" + hex)) {
        digests.add(new Digest(hex));
      }
    }
    return digests;
  }

  private Claim claim(@Nullable Digest digest) throws IOException, KitrailException {
    return locked(() -> digest == null ? ingest.claim() : ingest.claim(digest));
  }

  private <T> T locked(LayoutLock.Action<T> action) throws IOException, KitrailException {
    return lock.run(
        () -> {
          try {
            return action.run();
          } catch (IOException e) {
            throw DiskFailure.of("write into " + place, e);
          }
        });
  }

  private void commit(Claim claim, Digest digest) throws KitrailException {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw DiskFailure.of("write into " + place, e);
    }
    claim.moveTo(path(digest));
  }

  /** Reads a file that is still to be written, and knows how much of it was read. */
  private static final class Beginning extends FilterInputStream {
    private long count;

    Beginning(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int n = read(one, 0, 1);
      return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count += Math.max(0, n);
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      return readNBytes((int) Math.min(n, NewFile.BUFFER_BYTES)).length;
    }

    @Override
    public void close() {
      // Closing the stream would close the file.
    }
  }
}

package io.github.kitrail.content.folder;

import io.github.kitrail.content.DirectoryListing;
import io.github.kitrail.modelkit.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the digests of layers, so that unchanged files are not read again. One small file for
 * each layer, which ends with the SHA-256 of what is before; what is damaged, too large or cannot
 * be written is simply not remembered.
 */
public final class DigestCache {
  private static final int MAX_ENTRIES = 1_000;
  private static final long MAX_BYTES = 32L << 20;
  private static final int MAX_ENTRY_BYTES = 8 << 20;
  private static final int CHECKSUM_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final @Nullable Path directory;
  private final Clock clock;

  private DigestCache(@Nullable Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * @param directory made when there is something to remember
   * @param clock in step with the file system's
   */
  public static DigestCache in(Path directory, Clock clock) {
    return new DigestCache(directory, clock);
  }

  /** Remembers nothing. */
  public static DigestCache off() {
    return new DigestCache(null, Clock.systemUTC());
  }

  Clock clock() {
    return clock;
  }

  @Nullable RememberedLayer find(LayerIdentity identity) {
    Path file = file(identity);
    if (file == null) {
      return null;
    }
    try {
      if (Files.notExists(file) || Files.size(file) > MAX_ENTRY_BYTES) {
        return null;
      }
      byte[] bytes = Files.readAllBytes(file);
      int length = bytes.length - CHECKSUM_BYTES;
      byte[] content = Arrays.copyOf(bytes, Math.max(0, length));
      if (length <= 0
          || !Arrays.equals(bytes, length, bytes.length, checksum(content), 0, CHECKSUM_BYTES)) {
        return null;
      }
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
        boolean same = in.readUTF().equals(identity.key());
        RememberedLayer layer = same ? RememberedLayer.read(in) : null;
        // The oldest go first; this one is of use.
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        return layer;
      }
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  void store(LayerIdentity identity, RememberedLayer layer) {
    Path file = file(identity);
    if (directory == null || file == null) {
      return;
    }
    try {
      byte[] content = bytes(identity, layer);
      if (content.length > MAX_ENTRY_BYTES) {
        return;
      }
      createPrivately(directory);
      // Java makes temporary files with the rights 0600.
      Path beside = Files.createTempFile(directory, "new-", ".tmp");
      try {
        Files.write(beside, content);
        Files.move(
            beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
      prune(directory);
    } catch (IOException e) {
      // Then the files are read again next time.
    }
  }

  void remove(LayerIdentity identity) {
    Path file = file(identity);
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // It is found to be wrong again next time.
    }
  }

  private @Nullable Path file(LayerIdentity identity) {
    return directory == null ? null : directory.resolve(identity.key());
  }

  private static byte[] bytes(LayerIdentity identity, RememberedLayer layer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(identity.key());
      layer.write(out);
    }
    bytes.writeBytes(checksum(bytes.toByteArray()));
    return bytes.toByteArray();
  }

  private static byte[] checksum(byte[] content) {
    return Digest.sha256().digest(content);
  }

  private static void createPrivately(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      try {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      } catch (UnsupportedOperationException e) {
        Files.createDirectories(directory);
      }
    }
  }

  private record Kept(Path file, long size, FileTime used) {}

  /** The oldest go, abandoned temporary files with them. */
  private static void prune(Path directory) throws IOException {
    List<Path> files = DirectoryListing.of(directory, "*");
    if (files.size() <= MAX_ENTRIES && files.size() * (long) MAX_ENTRY_BYTES <= MAX_BYTES) {
      return;
    }
    List<Kept> kept = new ArrayList<>();
    for (Path file : files) {
      kept.add(new Kept(file, Files.size(file), Files.getLastModifiedTime(file)));
    }
    kept.sort(Comparator.comparing(Kept::used).reversed());
    long bytes = 0;
    for (int i = 0; i < kept.size(); i++) {
      bytes += kept.get(i).size();
      if (i >= MAX_ENTRIES || bytes > MAX_BYTES) {
        Files.deleteIfExists(kept.get(i).file());
      }
    }
  }
}

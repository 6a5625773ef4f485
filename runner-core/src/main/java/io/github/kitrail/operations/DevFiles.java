package io.github.kitrail.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the one dev server of a home directory works in, for its owner only. The server
 * holds a lock on a file there as long as it lives, so that others know, whatever ended it.
 *
 * @param folder {@code $KITOPS_HOME/kitrail/dev}
 */
record DevFiles(Path folder) {
  private static final int MOST_PORT = 65_535;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODELS = ".kitrail-model-";

  /**
   * A running server.
   *
   * @param url where the page is, with the token if there is one; empty while it starts
   * @param target what it serves
   * @param engine its name and version
   */
  record Running(long pid, String url, String target, String engine) {
    boolean isStarting() {
      return url.isEmpty();
    }
  }

  static DevFiles of(Context context) {
    return new DevFiles(context.home().resolve("kitrail").resolve("dev"));
  }

  Path log() {
    return folder.resolve("server.log");
  }

  private Path port() {
    return folder.resolve("server.port");
  }

  /** Of the server before; 0 when there is none, or nobody knows. */
  int lastPort() {
    try {
      int port = Integer.parseInt(Files.readString(port()).strip());
      return port > 0 && port <= MOST_PORT ? port : 0;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  void rememberPort(int port) {
    try {
      Files.writeString(port(), port + "\n");
    } catch (IOException e) {
      // The next one takes any.
    }
  }

  private Path state() {
    return folder.resolve("server.json");
  }

  void create() throws KitrailException {
    try {
      Files.createDirectories(folder.getParent());
      Files.createDirectories(folder, owner("rwx------"));
    } catch (IOException e) {
      throw failure("make", folder, e);
    }
  }

  /**
   * Takes the place of the one server.
   *
   * @return null while there is another one
   */
  @Nullable FileLock lock() throws KitrailException {
    create();
    Path file = folder.resolve("server.lock");
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
      }
      return lock;
    } catch (OverlappingFileLockException e) {
      close(channel);
      return null; // in this very process
    } catch (IOException e) {
      close(channel);
      throw failure("lock", file, e);
    }
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // It was of no use anyway.
    }
  }

  /** The server that runs, or starts; null when there is none. */
  @Nullable Running running() {
    try {
      return JSON.readValue(state().toFile(), Running.class);
    } catch (IOException e) {
      return null;
    }
  }

  void write(Running running) throws KitrailException {
    Path beside = folder.resolve("server.json.new");
    try {
      Files.deleteIfExists(beside);
      Files.createFile(beside, owner("rw-------"));
      Files.write(beside, JSON.writeValueAsBytes(running));
      Files.move(beside, state(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failure("write", state(), e);
    }
  }

  /** What a server left that could not clean up; only for who holds the lock. */
  void clean() {
    try {
      Files.deleteIfExists(state());
      List<Path> left;
      try (Stream<Path> all = Files.list(folder)) {
        left = all.filter(it -> String.valueOf(it.getFileName()).startsWith(MODELS)).toList();
      }
      left.forEach(model -> new TemporaryFolder(model).close());
    } catch (IOException e) {
      // The next one tries again.
    }
  }

  /**
   * An empty log of a server that begins. The file stays the same one: of two that begin at once,
   * both write to it.
   */
  Path newLog() throws KitrailException {
    create();
    try {
      return Files.createFile(log(), owner("rw-------"));
    } catch (FileAlreadyExistsException e) {
      return emptied(log());
    } catch (IOException e) {
      throw failure("write", log(), e);
    }
  }

  private static Path emptied(Path log) throws KitrailException {
    try {
      return Files.write(
          log, new byte[0], StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw failure("write", log, e);
    }
  }

  private FileAttribute<?>[] owner(String permissions) {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static KitrailException failure(String what, Path file, IOException e) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "Could not " + what + " " + file + " for the dev server: " + e + ".",
        e);
  }
}

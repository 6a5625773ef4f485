package io.github.kitrail.deploy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files of a target: a directory of the user's, or one of our resources. */
final class TargetFolder {
  /** Templates and what goes with them; models do not come from here. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final String RESOURCES = "/io/github/kitrail/targets/";

  private final String name;
  private final @Nullable Path directory;

  private TargetFolder(String name, @Nullable Path directory) {
    this.name = name;
    this.directory = directory;
  }

  static TargetFolder builtIn(String name) {
    return new TargetFolder(name, null);
  }

  static TargetFolder at(Path directory) {
    return new TargetFolder(directory.toString(), directory);
  }

  /** How messages call one of its files. */
  String display(String path) {
    return directory == null ? "target " + name + ", " + path : directory.resolve(path).toString();
  }

  byte[] read(String path) throws KitrailException, IOException {
    try (InputStream in = open(path)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw badInput(display(path) + " is larger than " + MAX_BYTES + " bytes.");
      }
      return content;
    }
  }

  String readText(String path) throws KitrailException, IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(java.nio.ByteBuffer.wrap(read(path)))
          .toString();
    } catch (CharacterCodingException e) {
      throw badInput(display(path) + " is not text in UTF-8.");
    }
  }

  boolean isExecutable(String path) {
    return directory != null && Files.isExecutable(directory.resolve(path));
  }

  private InputStream open(String path) throws KitrailException, IOException {
    if (directory == null) {
      InputStream resource = TargetFolder.class.getResourceAsStream(RESOURCES + name + "/" + path);
      if (resource == null) {
        throw new IllegalStateException("no resource " + RESOURCES + name + "/" + path);
      }
      return resource;
    }
    Path file = directory.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw badInput("The target " + directory + " has no file " + path + ".");
    }
    if (!file.toRealPath().startsWith(directory.toRealPath())) {
      throw badInput(
          "The target " + directory + " reaches outside of its folder with " + path + ".");
    }
    return Files.newInputStream(file);
  }

  private static KitrailException badInput(String message) {
    return new KitrailException(ErrorCode.BAD_INPUT, message);
  }
}

package io.github.kitrail.evidence.key;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The PEM text that a key reference names: a file, or {@code env:NAME} for a variable that holds
 * the text itself.
 *
 * @param name what messages call it
 * @param file null when it came from a variable
 */
record KeyText(String name, List<Pem> blocks, @Nullable Path file) {
  private static final long MAX_BYTES = 64 * 1024;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  /**
   * @param what the key in words: "signing key"
   * @throws KitrailException BAD_CREDENTIAL when there is no such file or variable, or no PEM in it
   */
  static KeyText read(String what, String reference, Map<String, String> environment)
      throws KitrailException {
    if (reference.startsWith("env:")) {
      return fromVariable(what, reference.substring(4).replaceFirst("^//", ""), environment);
    }
    if (reference.contains("://")) {
      throw unusable(
          what,
          reference,
          "only a file or env:NAME can name a key; key management services are not supported yet");
    }
    return fromFile(what, reference);
  }

  private static KeyText fromVariable(String what, String variable, Map<String, String> environment)
      throws KitrailException {
    String text = environment.getOrDefault(variable, "");
    String name = "the environment variable " + variable;
    if (text.isBlank()) {
      throw unusable(
          what, name, "it is not set or empty. Does this job have access to the secret?");
    }
    return parse(what, name, text, null);
  }

  private static KeyText fromFile(String what, String reference) throws KitrailException {
    try {
      Path file = Path.of(reference);
      if (Files.isDirectory(file)) {
        throw unusable(what, reference, "it is a folder, not a file");
      }
      if (!Files.exists(file)) {
        throw unusable(what, reference, "there is no such file");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw unusable(what, reference, "it is too large to be a key");
      }
      return parse(what, reference, Files.readString(file), file);
    } catch (InvalidPathException e) {
      throw unusable(what, reference, "this is not the name of a file");
    } catch (IOException e) {
      String reason =
          e instanceof java.nio.charset.CharacterCodingException
              ? "it is not a text file in PEM format"
              : "it cannot be read (" + e.getClass().getSimpleName() + ")";
      throw unusable(what, reference, reason);
    }
  }

  private static KeyText parse(String what, String name, String text, @Nullable Path file)
      throws KitrailException {
    List<Pem> blocks = Pem.blocks(text);
    if (blocks.isEmpty()) {
      throw unusable(what, name, "there is no PEM in it (-----BEGIN … KEY-----)");
    }
    return new KeyText(name, blocks, file);
  }

  /** Whether it is a file that other users of this machine may read. */
  boolean isReadableByOthers() {
    try {
      return file != null
          && file.getFileSystem().supportedFileAttributeViews().contains("posix")
          && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (IOException e) {
      return false;
    }
  }

  /** The failure of a key that cannot be used. No cause: a parser's message may quote the key. */
  static KitrailException unusable(String what, String name, String reason) {
    String end = reason.endsWith("?") ? "" : ".";
    return new KitrailException(
        ErrorCode.BAD_CREDENTIAL, "Could not use " + name + " as " + what + ": " + reason + end);
  }
}

package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.policy.Policy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A policy and the file that it is in.
 *
 * @param digest of the file's bytes
 */
record GatePolicy(Path file, Digest digest, Policy policy) {

  static GatePolicy read(Path file) throws KitrailException {
    byte[] bytes = bytes(file);
    try {
      return new GatePolicy(file, Digest.of(bytes), Policy.parse(text(bytes, file), name(file)));
    } catch (KitrailException e) {
      throw e.in(file.toString());
    }
  }

  private static byte[] bytes(Path file) throws KitrailException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not read the policy " + file + ": there is no such file, or it may not be read.",
          e);
    }
  }

  private static String text(byte[] bytes, Path file) throws KitrailException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "The policy " + file + " is not UTF-8 text.", e);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** What messages and results call it. */
  String name() {
    return name(file);
  }

  /** A file that the policy names, relative to the policy's. */
  String resolve(String key) {
    if (key.startsWith("env:") || key.startsWith("pkcs11:")) {
      return key;
    }
    return file.resolveSibling(key).toString();
  }
}

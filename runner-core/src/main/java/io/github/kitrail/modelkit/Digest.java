package io.github.kitrail.modelkit;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of some bytes, as OCI writes it: {@code sha256:} and 64 lower-case hexadecimal
 * digits.
 *
 * @param hex the 64 digits, without the prefix
 */
public record Digest(String hex) implements Comparable<Digest> {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final String PREFIX = "sha256:";

  public Digest {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + hex);
    }
  }

  /**
   * Reads {@code sha256:…}; any other algorithm is refused by name, as nothing here can check it.
   */
  public static Digest parse(String text) throws KitrailException {
    if (!isDigest(text)) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "\""
              + text
              + "\" is not a digest that Kitrail can check: write sha256: and 64 lower-case hexadecimal digits.");
    }
    return new Digest(text.substring(PREFIX.length()));
  }

  public static boolean isDigest(String text) {
    return text.startsWith(PREFIX) && HEX.matcher(text.substring(PREFIX.length())).matches();
  }

  /** The digest of these bytes. */
  public static Digest of(byte[] content) {
    return new Digest(HexFormat.of().formatHex(sha256().digest(content)));
  }

  /** The digest that a finished {@link #sha256()} holds; resets it. */
  public static Digest of(MessageDigest finished) {
    return new Digest(HexFormat.of().formatHex(finished.digest()));
  }

  /** A fresh SHA-256; every Java platform has it. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** The first twelve digits, for people. */
  public String abbreviated() {
    return hex.substring(0, 12);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  /** As OCI writes it, {@code sha256:…}. */
  @Override
  public String toString() {
    return PREFIX + hex;
  }
}

package io.github.kitrail.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages bytes: at random, and where it hurts. */
final class Mutation {
  private static final String[] NUMBERS = {
    "-1",
    "0",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "1e999",
    "1e99",
    "4294967297",
    "0.5",
    "NaN",
    "99999999999999999999999999999999999999",
    "00000000000000000000001"
  };
  private static final String[] TEXTS = {
    "null",
    "{}",
    "[]",
    "\"\"",
    "true",
    "\\u0000",
    "\\ud800",
    "..",
    "../../x",
    "/etc/x",
    "sha256:",
    "sha512:00",
    "\r\n",
    "\r\n\r\n",
    "&a",
    "*a",
    "<<: *a",
    "!!java.net.URL ",
    "\u0000",
    "%00",
    "C:\\x",
    "\"mediaType\":",
    "application/vnd.oci.image.index.v1+json",
    "\"digest\":\"sha256:x\"",
    "- ",
    "'"
  };
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern STRING = Pattern.compile("\"[^\"]{0,200}\"");
  private static final Pattern VALUE = Pattern.compile(":\\s*(\"[^\"]*\"|\\d+|\\{|\\[)");

  private final Random random;

  Mutation(Random random) {
    this.random = random;
  }

  /** A few damages, one after the other. */
  byte[] of(byte[] bytes) {
    byte[] damaged = bytes;
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      damaged = once(damaged);
    }
    return damaged;
  }

  private byte[] once(byte[] bytes) {
    if (bytes.length == 0) {
      return anyText().getBytes(UTF_8);
    }
    return switch (random.nextInt(12)) {
      case 0, 1 -> flip(bytes);
      case 2 -> splice(bytes, at(bytes), 0, anyText().getBytes(UTF_8));
      case 3 -> splice(bytes, at(bytes), random.nextInt(40), new byte[0]);
      case 4 -> splice(bytes, at(bytes), bytes.length, new byte[0]);
      case 5, 6 -> replace(bytes, NUMBER, NUMBERS[random.nextInt(NUMBERS.length)]);
      case 7 -> replace(bytes, STRING, anyText());
      case 8 -> replace(bytes, VALUE, ":" + anyText());
      case 9 -> doubled(bytes);
      case 10 -> splice(bytes, at(bytes), 0, deep());
      default -> splice(bytes, at(bytes), random.nextInt(20), noise());
    };
  }

  private int at(byte[] bytes) {
    return random.nextInt(bytes.length);
  }

  private byte[] flip(byte[] bytes) {
    byte[] flipped = bytes.clone();
    flipped[at(bytes)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private byte[] doubled(byte[] bytes) {
    int from = at(bytes);
    int length = Math.min(bytes.length - from, 1 + random.nextInt(600));
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      part.write(bytes, from, length);
    }
    return splice(bytes, from, 0, part.toByteArray());
  }

  private byte[] deep() {
    String[] opening = {"[", "{\"a\":", "- ", "(", "{", "\"config\":{"};
    return opening[random.nextInt(opening.length)]
        .repeat(random.nextInt(3) == 0 ? 20_000 : 5)
        .getBytes(UTF_8);
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(60)];
    random.nextBytes(noise);
    return noise;
  }

  private String anyText() {
    return switch (random.nextInt(5)) {
      case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
      case 1 -> "x".repeat(random.nextInt(70_000));
      default -> TEXTS[random.nextInt(TEXTS.length)];
    };
  }

  private byte[] replace(byte[] bytes, Pattern what, String by) {
    String text = new String(bytes, ISO_8859_1);
    MatchResult[] found = what.matcher(text).results().toArray(MatchResult[]::new);
    if (found.length == 0) {
      return flip(bytes);
    }
    MatchResult one = found[random.nextInt(found.length)];
    return splice(bytes, one.start(), one.end() - one.start(), by.getBytes(UTF_8));
  }

  private static byte[] splice(byte[] bytes, int at, int length, byte[] by) {
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    spliced.write(bytes, 0, at);
    spliced.writeBytes(by);
    int rest = Math.min(bytes.length, at + length);
    spliced.write(bytes, rest, bytes.length - rest);
    return spliced.toByteArray();
  }
}

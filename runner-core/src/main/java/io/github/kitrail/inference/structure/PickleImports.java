package io.github.kitrail.inference.structure;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Python names that a pickle would import, as far as they can be followed without running it.
 * It stops at the first thing it does not understand, such as joblib's arrays between opcodes.
 *
 * @see <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">the opcodes</a>
 */
final class PickleImports {
  private static final int MOST_NAMES = 10;
  private static final int LONGEST = 256;
  private static final int MOST_KEPT = 100_000;
  private static final int MOST_OPCODES = 50_000_000;
  private static final int STOP = '.';

  /** Without an argument. */
  private static final String BARE =
      "(012NQRabd}el]ost)u\u0081\u0085\u0086\u0087\u0088\u0089\u008f\u0090\u0091\u0092\u0097\u0098";

  private final InputStream in;
  private final Set<String> names = new TreeSet<>();
  private final List<String> texts = new ArrayList<>();
  private final Map<Long, String> memo = new HashMap<>();
  private long remembered;

  private PickleImports(InputStream in) {
    this.in = in;
  }

  /** Sorted, ten at most; empty when none was found. */
  static Set<String> of(InputStream in) throws IOException {
    PickleImports imports = new PickleImports(in);
    imports.read();
    return imports.names;
  }

  /**
   * Whether this is a pickle that imports something, though it does not begin as one: those of
   * protocols 0 and 1 may begin as any text. Nothing else is made of opcodes to its STOP.
   */
  static boolean isOne(InputStream in) throws IOException {
    PickleImports imports = new PickleImports(in);
    return imports.read() && !imports.names.isEmpty();
  }

  /** True when it came to its end, or is so long that nobody can say what it does. */
  private boolean read() throws IOException {
    try {
      for (int i = 0; i < MOST_OPCODES; i++) {
        int code = one();
        if (code == STOP) {
          return true;
        }
        if (!opcode(code)) {
          return false;
        }
      }
      return true;
    } catch (EOFException e) {
      return false;
    }
  }

  /** False for something unknown. */
  private boolean opcode(int code) throws IOException {
    switch (code) {
      case 'c', 'i' -> add(line(), line());
      case 0x93 -> global();
      case 'X', 0x8c, 0x8d, 'V', 'S', 'U', 'T' -> push(text(code));
      case 0x94 -> remember(remembered);
      case 'q' -> remember(number(1));
      case 'r' -> remember(number(4));
      case 'p' -> remember(decimal(line()));
      case 'h' -> push(memo.getOrDefault(number(1), ""));
      case 'j' -> push(memo.getOrDefault(number(4), ""));
      case 'g' -> push(memo.getOrDefault(decimal(line()), ""));
      case 'I', 'L', 'F', 'P' -> line();
      case 'B', 0x8b -> skip(number(4));
      case 'C', 0x8a -> skip(number(1));
      case 0x8e, 0x96 -> skip(number(8));
      case 'K', 0x80, 0x82 -> skip(1);
      case 'M', 0x83 -> skip(2);
      case 'J', 0x84 -> skip(4);
      case 'G', 0x95 -> skip(8);
      default -> {
        return BARE.indexOf(code) >= 0;
      }
    }
    return true;
  }

  private String text(int code) throws IOException {
    return switch (code) {
      case 'V' -> line();
      case 'S' -> {
        String quoted = line();
        yield quoted.length() < 2 ? quoted : quoted.substring(1, quoted.length() - 1);
      }
      case 0x8c, 'U' -> text(number(1));
      case 0x8d -> text(number(8));
      default -> text(number(4));
    };
  }

  private String text(long length) throws IOException {
    if (length < 0 || length > LONGEST) {
      skip(length);
      return ""; // no name is so long
    }
    byte[] bytes = in.readNBytes((int) length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void push(String text) {
    texts.add(text);
    if (texts.size() > 2) {
      texts.remove(0);
    }
  }

  private void remember(long key) {
    remembered++;
    if (memo.size() < MOST_KEPT && !texts.isEmpty()) {
      memo.put(key, texts.get(texts.size() - 1));
    }
  }

  private void global() {
    if (texts.size() == 2) {
      add(texts.get(0), texts.get(1));
    }
  }

  private void add(String module, String name) {
    if (names.size() >= MOST_NAMES) {
      return;
    }
    names.add((module + "." + name).replaceAll("[^\\w.<>-]", "?"));
  }

  private static long decimal(String line) {
    try {
      return Long.parseLong(line);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private int one() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }

  private long number(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) one() << (8 * i);
    }
    return value;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = one(); next != '\n'; next = one()) {
      if (line.length() < LONGEST) {
        line.append((char) next);
      }
    }
    return line.toString().stripTrailing();
  }

  private void skip(long count) throws IOException {
    if (count < 0) {
      throw new EOFException();
    }
    in.skipNBytes(count);
  }
}

package io.github.kitrail.inference.structure;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's arrays; those of objects are pickles, and told before.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">format</a>
 */
final class NpyCheck implements FormatCheck {
  private static final Pattern SIMPLE = Pattern.compile("'descr': '[<>|=]([a-zA-Z])(\\d{1,6})'");
  private static final Pattern SHAPE = Pattern.compile("'shape': \\(([0-9, ]*)\\)");
  private static final int MAX_AXES = 64;

  @Override
  public void check(CheckedFile file, Findings findings) throws IOException {
    String problem = problem(file.head(), file.size());
    if (problem.isEmpty()) {
      findings.holds(Expectations.whole("NumPy"), file.size() + " bytes");
    } else {
      findings.fails(Expectations.whole("NumPy"), problem);
    }
  }

  /**
   * @param size bytes of all of it
   * @return what is wrong; empty when nothing is
   */
  static String problem(byte[] head, long size) {
    if (head.length < 12 || head[6] < 1 || head[6] > 3) {
      return "its beginning is damaged, or newer than this program";
    }
    int width = head[6] == 1 ? 2 : 4;
    long length = 0;
    for (int i = width - 1; i >= 0; i--) {
      length = length << 8 | (head[8 + i] & 0xff);
    }
    long data = size - 8 - width - length;
    if (data < 0) {
      return "its header does not end before the file does";
    }
    String header = new String(head, StandardCharsets.ISO_8859_1).substring(8 + width);
    Matcher shape = SHAPE.matcher(header);
    Matcher type = SIMPLE.matcher(header);
    if (!shape.find() || !type.find()) {
      // Such as a record, or a header longer than what is looked at.
      return header.contains("'descr'") ? "" : "its header does not describe an array";
    }
    BigInteger bytes = bytes(shape.group(1), type);
    return bytes.equals(BigInteger.valueOf(data))
        ? ""
        : "it has " + data + " bytes of numbers, and by its shape it has " + bytes;
  }

  private static BigInteger bytes(String shape, Matcher type) {
    // A letter of Unicode text takes four bytes.
    int factor = type.group(1).equals("U") ? 4 : 1;
    BigInteger bytes = BigInteger.valueOf((long) factor * Integer.parseInt(type.group(2)));
    String[] axes = shape.replace(" ", "").split(",");
    for (int i = 0; i < Math.min(axes.length, MAX_AXES); i++) {
      bytes = axes[i].isEmpty() ? bytes : bytes.multiply(new BigInteger(axes[i]));
    }
    return bytes;
  }
}

package io.jenkins.plugins.kitrail.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log without secrets. Bytes arrive in pieces that end anywhere, so a line is only written when
 * it is there as a whole; until then it is pending, and whoever stops reading keeps those bytes and
 * hands them to the next one.
 */
public final class MaskedLines extends OutputStream {
  /** A longer line is written in pieces, so that memory is bounded. */
  private static final int MOST = 64 * 1024;

  private final OutputStream sink;
  private final SecretMask mask;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  @CheckForNull private String sentence;

  /**
   * @param sink gets whole lines
   * @param pending the bytes that an earlier one had pending
   */
  public MaskedLines(OutputStream sink, SecretMask mask, byte[] pending) {
    this.sink = sink;
    this.mask = mask;
    line.writeBytes(pending);
  }

  @Override
  public void write(int b) throws IOException {
    line.write(b);
    if (b == '\n') {
      writeAll();
    } else if (line.size() >= MOST + mask.longest()) {
      writeSome();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  /** The bytes of a line that is not whole yet; secret, as nothing in them is masked. */
  public byte[] pending() {
    return line.toByteArray();
  }

  /** The last line in which the tool says why it fails, without secrets; null for none yet. */
  @CheckForNull
  public String sentence() {
    return sentence;
  }

  /** What is pending is a line after all. */
  public void finish() throws IOException {
    if (line.size() > 0) {
      line.write('\n');
      writeAll();
    }
    sink.flush();
  }

  @Override
  public void flush() throws IOException {
    sink.flush();
  }

  @Override
  public void close() throws IOException {
    writeAll();
    sink.close();
  }

  private void writeAll() throws IOException {
    if (line.size() == 0) {
      return;
    }
    String masked = mask.maskedLatin(line.toString(StandardCharsets.ISO_8859_1));
    line.reset();
    if (masked.startsWith("kitrail: ")) {
      sentence = text(masked.substring("kitrail: ".length())).strip();
    }
    sink.write(masked.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** All that cannot be the beginning of a secret. */
  private void writeSome() throws IOException {
    String all = line.toString(StandardCharsets.ISO_8859_1);
    int cut = all.length() - mask.longest();
    Pattern secrets = mask.pattern();
    if (secrets != null) {
      Matcher found = secrets.matcher(all);
      while (found.find() && found.start() < cut) {
        cut = Math.max(cut, found.end());
      }
    }
    line.reset();
    line.writeBytes(all.substring(cut).getBytes(StandardCharsets.ISO_8859_1));
    sink.write(mask.maskedLatin(all.substring(0, cut)).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String text(String latin) {
    return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}

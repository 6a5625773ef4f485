package io.github.kitrail.inference.structure;

import io.github.kitrail.modelkit.FileFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What one gzip file begins with, once it is unpacked. */
final class GzipCheck implements FormatCheck {
  @Override
  public void check(CheckedFile file, Findings findings) throws IOException {
    byte[] head;
    try (InputStream in = new GZIPInputStream(file.open())) {
      head = in.readNBytes(FileFormat.HEAD_BYTES);
    } catch (ZipException e) {
      findings.fails(Expectations.NO_CODE, "it cannot be unpacked: " + e.getMessage());
      return;
    }
    String name = file.name().replaceFirst("(?i)\\.gz$", "");
    String inside = FileFormat.of(name, head);
    if (inside.equals(FileFormat.PICKLE)) {
      String sentence = PickleCheck.sentence(name, () -> new GZIPInputStream(file.open()));
      findings.fails(Expectations.NO_CODE, "in it is " + sentence);
      return;
    }
    String problem = OpaqueFormats.problem(inside);
    if (problem.isEmpty()) {
      findings.holds(Expectations.NO_CODE, "");
    } else {
      findings.fails(Expectations.NO_CODE, "in it is something " + problem);
    }
  }
}

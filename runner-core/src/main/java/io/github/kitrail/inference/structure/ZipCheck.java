package io.github.kitrail.inference.structure;

import io.github.kitrail.modelkit.FileFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Zip files, as PyTorch, Keras, NumPy and TorchServe write them: the beginning of each file in them
 * is looked at, in whatever order they stand.
 */
final class ZipCheck implements FormatCheck {
  private static final int TOLD = 5;

  private final String format;

  /**
   * @param format what it is called
   */
  ZipCheck(String format) {
    this.format = format;
  }

  @Override
  public void check(CheckedFile file, Findings findings) throws IOException {
    if (!ZipDirectory.isSmall(file)) {
      findings.fails(Expectations.whole(format), "its list of files is too large to be looked at");
      return;
    }
    List<String> code = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.file().toFile())) {
      int files = 0;
      for (ZipEntry entry : Collections.list(zip.entries())) {
        files++;
        String problem = code.size() < TOLD ? problem(zip, entry) : "";
        if (!problem.isEmpty()) {
          code.add(shown(entry.getName()) + " in it is " + problem);
        }
      }
      findings.holds(Expectations.whole(format), files + " files in it");
    } catch (ZipException e) {
      findings.fails(Expectations.whole(format), "it cannot be read: " + e.getMessage());
      return;
    }
    findings.expect(Expectations.NO_CODE, code);
  }

  /** Empty when there is none. */
  private static String problem(ZipFile zip, ZipEntry entry) throws IOException {
    String name = entry.getName();
    byte[] head = head(zip, entry);
    String found = FileFormat.of(name, head);
    if (found.equals(FileFormat.PICKLE)) {
      return PickleCheck.sentence(name, () -> zip.getInputStream(entry));
    }
    if (name.matches("(.*/)?code/__torch__.*\\.py")) {
      return "a program in TorchScript";
    }
    if (name.equals("MAR-INF/MANIFEST.json")) {
      return "the manifest of a TorchServe archive, whose handler is a Python program";
    }
    if (name.equals("config.json") && hasLambda(zip, entry)) {
      return "the description of a Keras model with a Lambda layer, which is Python code";
    }
    return name.endsWith("/") ? "" : OpaqueFormats.problem(found);
  }

  private static byte[] head(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes(FileFormat.HEAD_BYTES);
    }
  }

  private static boolean hasLambda(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return LambdaSearch.finds(in);
    }
  }

  private static String shown(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}

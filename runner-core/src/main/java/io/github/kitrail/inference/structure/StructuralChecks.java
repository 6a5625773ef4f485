package io.github.kitrail.inference.structure;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.CheckedAssertion;
import io.github.kitrail.modelkit.FileFormat;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.zip.ZipException;

/**
 * Tests of a model's files by their structure. Each file of a known format is a test, all others
 * are one together. What a file is, its first bytes tell, and its name where a format has no mark.
 */
public final class StructuralChecks {
  /** The engine that reports name, as none took part. */
  public static final String ENGINE = "structural checks";

  static final String FORMAT = "the model's format is known";
  static final String OTHERS = "other files of the model";
  private static final String STRUCTURE = "structure of ";
  private static final Map<String, String> SHOWN =
      Map.of("onnx", "ONNX", "gguf", "GGUF", "hdf5", "HDF5", "npy", "NumPy", "npz", "NumPy");

  private static final String LFS = "version https://git-lfs.github.com/spec/";

  private final SortedMap<String, Path> files;
  private final Map<String, FormatCheck> checks = new HashMap<>();
  private final TreeSet<String> formats = new TreeSet<>();
  private final Findings others = new Findings();
  private int othersCount;

  private StructuralChecks(SortedMap<String, Path> files) {
    this.files = files;
    checks.put("onnx", new OnnxCheck(files));
    checks.put("gguf", new GgufCheck());
    checks.put("safetensors", new SafetensorsCheck());
    checks.put("hdf5", new Hdf5Check());
    checks.put("keras", new ZipCheck("Keras"));
    checks.put("npz", new ZipCheck("NumPy"));
    checks.put("npy", new NpyCheck());
    checks.put("tflite", new TfliteCheck());
    checks.put(FileFormat.PICKLE, new PickleCheck());
  }

  /**
   * Checks them.
   *
   * @param files of the model, by their paths in the ModelKit
   * @return whether the format is known, each file by its path, then all others
   * @throws KitrailException when a file cannot be read
   */
  public static List<CaseResult> run(SortedMap<String, Path> files) throws KitrailException {
    return new StructuralChecks(files).run();
  }

  /** What the first file of the model says about itself. */
  public static String description(List<CaseResult> results) {
    for (CaseResult result : results) {
      if (result.name().startsWith(STRUCTURE)) {
        String name = result.name().substring(STRUCTURE.length());
        String facts = result.assertions().get(0).detail();
        return result.assertions().get(0).holds() && !facts.isEmpty() ? name + ", " + facts : name;
      }
    }
    return "";
  }

  private List<CaseResult> run() throws KitrailException {
    List<CaseResult> results = new ArrayList<>();
    long start = System.nanoTime();
    for (Map.Entry<String, Path> entry : files.entrySet()) {
      try {
        check(CheckedFile.of(entry.getKey(), entry.getValue()), results);
      } catch (IOException e) {
        throw DiskFailure.of("read the model's file " + entry.getValue(), e);
      }
    }
    results.add(0, known());
    if (othersCount > 0) {
      if (others.assertions().isEmpty()) {
        others.holds(Expectations.NO_CODE, othersCount + " files");
      }
      results.add(result(OTHERS, others.assertions(), start));
    }
    return results;
  }

  /** Tests that look at nothing must not pass. */
  private CaseResult known() {
    long start = System.nanoTime();
    Findings findings = new Findings();
    String expectation = "a file of a format whose structure can be checked";
    if (formats.isEmpty()) {
      findings.fails(
          expectation,
          "there is none among "
              + files.size()
              + " files; known are ONNX, safetensors, GGUF, HDF5, Keras, NumPy, TFLite, SavedModel and"
              + " pickles. Test it with a command of your own, `exec`");
    } else {
      findings.holds(expectation, String.join(", ", formats));
    }
    return result(FORMAT, findings.assertions(), start);
  }

  private void check(CheckedFile file, List<CaseResult> results)
      throws IOException, KitrailException {
    long start = System.nanoTime();
    String format = format(file);
    FormatCheck check = isLfsPointer(file) ? StructuralChecks::pointer : checks.get(format);
    if (check == null) {
      other(file, format);
      return;
    }
    formats.add(format);
    Findings findings = new Findings();
    run(check, format, file, findings);
    results.add(result(STRUCTURE + file.path(), findings.assertions(), start));
  }

  /** What cannot be read because of what is in it is a finding; the disk's failures are none. */
  private static void run(FormatCheck check, String format, CheckedFile file, Findings findings)
      throws IOException {
    String whole = Expectations.whole(SHOWN.getOrDefault(format, format));
    try {
      check.check(file, findings);
    } catch (KitrailException e) {
      findings.fails(whole, e.getMessage());
    } catch (EOFException e) {
      findings.fails(whole, "it ends before it should");
    } catch (ZipException e) {
      findings.fails(whole, "what is packed in it is damaged: " + e.getMessage());
    }
  }

  private static void pointer(CheckedFile file, Findings findings) {
    findings.fails(
        "the file itself", file.name() + " is only a Git LFS pointer to it; run git lfs pull");
  }

  /** Formats that only a whole name tells are looked for first. */
  private String format(CheckedFile file) throws IOException {
    String format = FileFormat.of(file.path(), file.head());
    if (format.isEmpty() && isOldPickle(file)) {
      return FileFormat.PICKLE;
    }
    if (file.name().equals(SavedModelCheck.NAME) && format.isEmpty()) {
      checks.putIfAbsent("SavedModel", new SavedModelCheck());
      return "SavedModel";
    }
    if (file.name().endsWith(SafetensorsIndexCheck.ENDING)) {
      checks.putIfAbsent("safetensors index", new SafetensorsIndexCheck(files.keySet()));
      return "safetensors index";
    }
    return format;
  }

  private static boolean isOldPickle(CheckedFile file) throws IOException {
    try (InputStream in = file.open()) {
      return PickleImports.isOne(in);
    }
  }

  private void other(CheckedFile file, String format) throws IOException {
    othersCount++;
    Findings found = new Findings();
    run(StructuralChecks::look, format, file, found);
    for (CheckedAssertion it : found.assertions()) {
      if (!it.holds()) {
        others.fails(it.expectation(), file.path() + ": " + it.detail());
      }
    }
  }

  private static void look(CheckedFile file, Findings found) throws IOException, KitrailException {
    String format = FileFormat.of(file.path(), file.head());
    if (format.equals("zip")) {
      new ZipCheck("zip").check(file, found);
    } else if (format.equals("gzip")) {
      new GzipCheck().check(file, found);
    } else if (file.name().equals("keras_metadata.pb")) {
      try (InputStream in = file.open()) {
        LambdaSearch.report(LambdaSearch.finds(in), found);
      }
    } else if (!OpaqueFormats.problem(format).isEmpty()) {
      found.fails(Expectations.NO_CODE, "it is " + OpaqueFormats.problem(format));
    }
  }

  private static boolean isLfsPointer(CheckedFile file) {
    return new String(file.head(), StandardCharsets.ISO_8859_1).startsWith(LFS);
  }

  private static CaseResult result(String name, List<CheckedAssertion> assertions, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    return new CaseResult(name, "", null, assertions, null, null, seconds);
  }
}

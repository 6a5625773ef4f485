package io.github.kitrail.inference.structure;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.onnx.OnnxModel;
import io.github.kitrail.inference.onnx.OnnxTensor;
import io.github.kitrail.modelkit.ContextPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * ONNX: the graph fits together, and tensors in other files are there.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/docs/ExternalData.md">tensors in other
 *     files</a>
 */
final class OnnxCheck implements FormatCheck {
  private static final int TOLD = 5;

  private final Map<String, Path> packed;

  /**
   * @param packed all files of the model, by their paths
   */
  OnnxCheck(Map<String, Path> packed) {
    this.packed = packed;
  }

  @Override
  public void check(CheckedFile file, Findings findings) throws IOException, KitrailException {
    OnnxModel model;
    try (InputStream in = file.open()) {
      model = OnnxModel.read(file.name(), in, file.size());
    }
    findings.holds(Expectations.whole("ONNX"), model.description());
    findings.expect("every operator's domain to be imported", model.domains());
    findings.expect("every value to be made once", model.values());
    findings.expect(Expectations.SIZES, model.sizes());
    if (!model.external().isEmpty()) {
      findings.expect("every tensor's file to be in the model, and whole", outside(file, model));
      findings.expect(Expectations.NO_OVERLAP, overlaps(model.external()));
    }
  }

  private List<String> outside(CheckedFile file, OnnxModel model) throws IOException {
    List<String> problems = new ArrayList<>();
    for (OnnxTensor tensor : model.external()) {
      String problem = problem(file, tensor);
      if (problem != null && problems.size() < TOLD) {
        problems.add(shown(tensor.name()) + " " + problem);
      }
    }
    return problems;
  }

  private @Nullable String problem(CheckedFile file, OnnxTensor tensor) throws IOException {
    String location = tensor.location();
    // What another system takes for a way out counts here, too.
    String clean = ContextPath.clean(location.replace('\\', '/'));
    boolean drive = clean.length() > 1 && clean.charAt(1) == ':';
    if (clean.startsWith("/") || clean.equals("..") || clean.startsWith("../") || drive) {
      return "is in " + shown(location) + ", which leaves the model's folder";
    }
    Path data = packed.get(file.beside(ContextPath.clean(location)));
    if (data == null) {
      return "is in "
          + shown(location)
          + ", which is not there, or not among the files of the Kitfile's model";
    }
    long size = Files.size(data);
    long length = Math.max(0, tensor.length());
    return tensor.offset() <= size && length <= size - tensor.offset()
        ? null
        : "lies beyond the " + size + " bytes of " + shown(location) + ", so that was cut off";
  }

  /** The same bytes for two tensors are no mistake, but a part of another's is one. */
  private static List<String> overlaps(List<OnnxTensor> tensors) {
    Map<String, List<OnnxTensor>> files = new TreeMap<>();
    tensors.forEach(
        it ->
            files
                .computeIfAbsent(ContextPath.clean(it.location()), key -> new ArrayList<>())
                .add(it));
    List<String> problems = new ArrayList<>();
    for (List<OnnxTensor> inOne : files.values()) {
      inOne.sort(
          Comparator.comparingLong(OnnxTensor::offset).thenComparingLong(OnnxTensor::length));
      OnnxTensor before = null;
      for (OnnxTensor tensor : inOne) {
        boolean same =
            before != null
                && tensor.offset() == before.offset()
                && tensor.length() == before.length();
        if (before != null && !same && tensor.offset() - before.offset() < before.length()) {
          problems.add(shown(tensor.name()) + " begins within " + shown(before.name()));
        }
        before = tensor;
      }
    }
    return problems.subList(0, Math.min(TOLD, problems.size()));
  }

  private static String shown(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 200 ? clean.substring(0, 200) + "…" : clean;
  }
}

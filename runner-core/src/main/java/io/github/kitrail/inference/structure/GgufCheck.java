package io.github.kitrail.inference.structure;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.gguf.GgufTensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** GGUF: its reader checks the header and that all tensors lie in the file. */
final class GgufCheck implements FormatCheck {
  @Override
  public void check(CheckedFile file, Findings findings) throws KitrailException {
    GgufHeader header = GgufHeader.read(file.file());
    String facts =
        Stream.of(header.architecture(), header.fileType())
            .filter(Objects::nonNull)
            .map(it -> ", " + it)
            .collect(Collectors.joining());
    findings.holds(
        Expectations.whole("GGUF"),
        "version "
            + header.version()
            + facts
            + ", "
            + header.tensors().size()
            + " tensors with "
            + header.parameters()
            + " numbers");
    findings.expect(Expectations.NO_OVERLAP, overlaps(header.tensors()));
  }

  private static List<String> overlaps(List<GgufTensor> tensors) {
    List<GgufTensor> sorted =
        tensors.stream().sorted(Comparator.comparingLong(GgufTensor::offset)).toList();
    List<String> problems = new ArrayList<>();
    GgufTensor before = null;
    for (GgufTensor tensor : sorted) {
      if (before != null && before.size() > tensor.offset() - before.offset()) {
        problems.add(tensor.name() + " begins within " + before.name());
      }
      before = tensor;
    }
    return problems.subList(0, Math.min(5, problems.size()));
  }
}

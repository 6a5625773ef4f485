package io.github.kitrail.inference.onnx;

import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an ONNX file says about itself.
 *
 * @param irVersion of the format
 * @param producer the tool that made it, with its version; may be empty
 * @param opsets the versions of the operators that it needs, by domain; ONNX's own is {@code
 *     ai.onnx}
 * @param nodes operators, those of inner graphs and functions included
 * @param tensors constants, such as weights
 * @param parameters numbers that these hold
 * @param external tensors whose numbers are in other files
 * @param sizes what is wrong with the tensors' sizes, in words
 * @param values what is wrong with the values that go from node to node
 * @param domains operators' domains that are not in {@code opsets}
 * @see <a href="https://github.com/onnx/onnx/blob/main/docs/IR.md">the format</a>
 */
public record OnnxModel(
    long irVersion,
    String producer,
    SortedMap<String, Long> opsets,
    long nodes,
    long tensors,
    long parameters,
    List<OnnxTensor> external,
    List<String> sizes,
    List<String> values,
    List<String> domains) {
  public OnnxModel {
    opsets = Collections.unmodifiableSortedMap(new TreeMap<>(opsets));
    external = List.copyOf(external);
    sizes = List.copyOf(sizes);
    values = List.copyOf(values);
    domains = List.copyOf(domains);
  }

  /**
   * Reads it, but not the tensors' numbers. Memory is bounded whatever the file says.
   *
   * @param name of the file, for messages
   * @param size bytes of the whole file
   * @throws KitrailException BAD_INPUT when it is no ONNX file, or is damaged
   * @throws IOException from the stream
   */
  public static OnnxModel read(String name, InputStream in, long size)
      throws IOException, KitrailException {
    return new OnnxReader(name, in, size).read();
  }

  /**
   * Such as {@code IR 8, ai.onnx 17, 12 operators, 4 tensors with 1234 numbers, by pytorch 2.1}.
   */
  public String description() {
    String needs =
        opsets.entrySet().stream()
            .map(it -> ", " + it.getKey() + " " + it.getValue())
            .collect(Collectors.joining());
    return "IR "
        + irVersion
        + needs
        + ", "
        + nodes
        + " operators, "
        + tensors
        + " tensors with "
        + parameters
        + " numbers"
        + (producer.isEmpty() ? "" : ", by " + producer);
  }
}

package io.github.kitrail.inference.structure;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.protobuf.ProtoInput;
import io.github.kitrail.inference.protobuf.ProtoMessage;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * TensorFlow's {@code saved_model.pb}: operators that leave the graph.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/saved_model.proto">SavedModel</a>
 */
final class SavedModelCheck implements FormatCheck {
  static final String NAME = "saved_model.pb";

  /** Call Python, or read and write files of the machine that runs the model. */
  private static final Set<String> LEAVING =
      Set.of("PyFunc", "PyFuncStateless", "EagerPyFunc", "ReadFile", "WriteFile");

  private static final int LONGEST_NAME = 4096;

  @Override
  public void check(CheckedFile file, Findings findings) throws IOException, KitrailException {
    Set<String> leaving = new TreeSet<>();
    long[] nodes = {0};
    try (ProtoInput in = new ProtoInput(file.name(), "SavedModel", file.open(), file.size())) {
      ProtoMessage model = in.message();
      int graphs = 0;
      while (model.next()) {
        if (model.field() == 2) {
          graphs++;
          nodes[0] += metaGraph(model.message(), leaving);
        }
      }
      if (graphs == 0) {
        throw in.damaged("it has no graph");
      }
    }
    findings.holds(Expectations.whole("SavedModel"), nodes[0] + " operators");
    if (leaving.isEmpty()) {
      findings.holds(Expectations.NO_CODE, "");
    } else {
      findings.fails(
          Expectations.NO_CODE,
          "its graph calls Python or touches files, by " + String.join(", ", leaving));
    }
  }

  private static long metaGraph(ProtoMessage meta, Set<String> leaving)
      throws IOException, KitrailException {
    long nodes = 0;
    while (meta.next()) {
      if (meta.field() == 2) {
        nodes += graph(meta.message(), 1, leaving);
      }
    }
    return nodes;
  }

  /**
   * A {@code GraphDef} or {@code FunctionDef}.
   *
   * @param field that holds its nodes
   */
  private static long graph(ProtoMessage graph, int field, Set<String> leaving)
      throws IOException, KitrailException {
    long nodes = 0;
    while (graph.next()) {
      if (graph.field() == field) {
        nodes++;
        node(graph.message(), leaving);
      } else if (field == 1 && graph.field() == 2) {
        nodes += library(graph.message(), leaving);
      }
    }
    return nodes;
  }

  private static long library(ProtoMessage library, Set<String> leaving)
      throws IOException, KitrailException {
    long nodes = 0;
    while (library.next()) {
      if (library.field() == 1) {
        nodes += graph(library.message(), 3, leaving);
      }
    }
    return nodes;
  }

  private static void node(ProtoMessage node, Set<String> leaving)
      throws IOException, KitrailException {
    while (node.next()) {
      if (node.field() == 2 && node.size() <= LONGEST_NAME) {
        String operator = node.text(LONGEST_NAME);
        if (LEAVING.contains(operator)) {
          leaving.add(operator);
        }
      }
    }
  }
}

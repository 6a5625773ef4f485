package io.github.kitrail.inference.onnx;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.protobuf.ProtoMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads graphs and functions: which values they make and use, and the tensors in them. */
final class OnnxGraphReader {
  private static final int LONGEST_NAME = 64 * 1024;
  private static final int MAX_NODES = 2_000_000;
  private static final int MAX_TENSORS = 1_000_000;

  private final Problems sizes = new Problems();
  private final Problems values = new Problems();
  private final List<OnnxTensor> external = new ArrayList<>();
  private long nodes;
  private long tensors;
  private long parameters;

  Problems sizes() {
    return sizes;
  }

  Problems values() {
    return values;
  }

  List<OnnxTensor> external() {
    return external;
  }

  long nodes() {
    return nodes;
  }

  long tensors() {
    return tensors;
  }

  long parameters() {
    return parameters;
  }

  /** The values of one graph or function, and the domains of its operators. */
  static final class Scope {
    private final Set<String> given = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> domains;

    Scope(Set<String> domains) {
      this.domains = domains;
    }

    /** What is used and comes from outside. */
    Set<String> missing() {
      Set<String> missing = new TreeSet<>(used);
      missing.removeAll(given);
      missing.removeAll(made);
      missing.remove(""); // an input that is left out
      return missing;
    }

    Set<String> domains() {
      return domains;
    }
  }

  /** {@code GraphProto}. */
  Scope graph(ProtoMessage graph, Set<String> domains) throws IOException, KitrailException {
    Scope scope = new Scope(domains);
    while (graph.next()) {
      switch (graph.field()) {
        case 1 -> node(graph.message(), scope);
        case 5 -> make(scope, tensor(graph.message()));
        case 11 -> scope.given.add(valueName(graph.message()));
        case 12 -> scope.used.add(valueName(graph.message()));
        case 15 -> make(scope, sparse(graph.message()));
        default -> {
          // names, texts and what is said about values in between
        }
      }
    }
    return scope;
  }

  /** {@code FunctionProto}, in which values are called by their names alone. */
  Scope function(ProtoMessage function, OnnxOpsets opsets) throws IOException, KitrailException {
    Scope scope = new Scope(new TreeSet<>());
    while (function.next()) {
      switch (function.field()) {
        case 4 -> scope.given.add(function.text(LONGEST_NAME));
        case 5 -> scope.used.add(function.text(LONGEST_NAME));
        case 7 -> node(function.message(), scope);
        case 9 -> opsets.add(function.message());
        default -> {
          // its name and texts
        }
      }
    }
    return scope;
  }

  private void make(Scope scope, String value) {
    if (!value.isEmpty() && !scope.made.add(value)) {
      values.add(value + " is made twice");
    }
  }

  private void node(ProtoMessage node, Scope scope) throws IOException, KitrailException {
    if (++nodes > MAX_NODES) {
      throw node.damaged("it has more than " + MAX_NODES + " operators");
    }
    String domain = "";
    String type = "";
    while (node.next()) {
      switch (node.field()) {
        case 1 -> scope.used.add(node.text(LONGEST_NAME));
        case 2 -> make(scope, node.text(LONGEST_NAME));
        case 4 -> type = node.text(LONGEST_NAME);
        case 5 -> attribute(node.message(), scope);
        case 7 -> domain = node.text(LONGEST_NAME);
        default -> {
          // its name and texts
        }
      }
    }
    if (type.isEmpty()) {
      throw node.damaged("an operator has no type");
    }
    scope.domains.add(OnnxOpsets.name(domain));
  }

  private void attribute(ProtoMessage attribute, Scope scope) throws IOException, KitrailException {
    while (attribute.next()) {
      switch (attribute.field()) {
        case 5, 10 -> tensor(attribute.message());
        // What an inner graph does not make itself comes from around it.
        case 6, 11 -> scope.used.addAll(graph(attribute.message(), scope.domains).missing());
        case 22, 23 -> sparse(attribute.message());
        default -> {
          // numbers and texts
        }
      }
    }
  }

  private String tensor(ProtoMessage message) throws IOException, KitrailException {
    if (++tensors > MAX_TENSORS) {
      throw message.damaged("it has more than " + MAX_TENSORS + " tensors");
    }
    OnnxTensorReader tensor = new OnnxTensorReader(LONGEST_NAME);
    tensor.read(message);
    String problem = tensor.problem();
    if (problem != null) {
      sizes.add((tensor.name().isEmpty() ? "a tensor" : tensor.name()) + " " + problem);
    } else if (tensor.isExternal()) {
      external.add(tensor.outsider());
    }
    parameters = saturated(parameters, tensor.elements());
    return tensor.name();
  }

  /** {@code SparseTensorProto}: values and where they stand, which are tensors themselves. */
  private String sparse(ProtoMessage sparse) throws IOException, KitrailException {
    String name = "";
    while (sparse.next()) {
      if (sparse.field() == 1) {
        name = tensor(sparse.message());
      } else if (sparse.field() == 2) {
        tensor(sparse.message());
      }
    }
    return name;
  }

  private static long saturated(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /** {@code ValueInfoProto}. */
  private static String valueName(ProtoMessage value) throws IOException, KitrailException {
    String name = "";
    while (value.next()) {
      if (value.field() == 1) {
        name = value.text(LONGEST_NAME);
      }
    }
    return name;
  }
}

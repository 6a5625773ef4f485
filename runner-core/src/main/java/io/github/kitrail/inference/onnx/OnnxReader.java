package io.github.kitrail.inference.onnx;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.protobuf.ProtoInput;
import io.github.kitrail.inference.protobuf.ProtoMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a {@code ModelProto}, whose fields may stand in any order. */
final class OnnxReader {
  private static final int LONGEST_TEXT = 4096;

  /** From then on, a model says which operators it needs. */
  private static final int FIRST_WITH_OPSETS = 3;

  private final ProtoInput in;
  private final OnnxGraphReader graphs = new OnnxGraphReader();
  private final OnnxOpsets opsets = new OnnxOpsets();
  private final Problems domains = new Problems();
  private OnnxGraphReader.@Nullable Scope main;
  private long irVersion;
  private String producer = "";
  private String producerVersion = "";

  OnnxReader(String name, InputStream in, long size) {
    this.in = new ProtoInput(name, "ONNX", in, size);
  }

  OnnxModel read() throws IOException, KitrailException {
    ProtoMessage model = in.message();
    while (model.next()) {
      field(model);
    }
    if (main == null) {
      throw in.damaged("it has no graph");
    }
    if (irVersion < 1) {
      throw in.damaged("it does not say which version of the format it is");
    }
    for (String value : main.missing()) {
      graphs.values().add(value + " is used, but nothing makes it");
    }
    if (irVersion >= FIRST_WITH_OPSETS) {
      opsets.check(main.domains(), domains);
    }
    return new OnnxModel(
        irVersion,
        (producer + " " + producerVersion).strip(),
        opsets.versions(),
        graphs.nodes(),
        graphs.tensors(),
        graphs.parameters(),
        graphs.external(),
        graphs.sizes().list(),
        graphs.values().list(),
        domains.list());
  }

  private void field(ProtoMessage model) throws IOException, KitrailException {
    switch (model.field()) {
      case 1 -> irVersion = model.number();
      case 2 -> producer = model.text(LONGEST_TEXT);
      case 3 -> producerVersion = model.text(LONGEST_TEXT);
      case 7 -> {
        if (main != null) {
          throw in.damaged("it has two graphs");
        }
        main = graphs.graph(model.message(), new TreeSet<>());
      }
      case 8 -> opsets.add(model.message());
      case 20 -> training(model.message());
      case 25 -> function(model.message());
      default -> {
        // texts about it
      }
    }
  }

  /** {@code TrainingInfoProto}: graphs that use the values of the main one. */
  private void training(ProtoMessage training) throws IOException, KitrailException {
    while (training.next()) {
      if (training.field() == 1 || training.field() == 2) {
        graphs.graph(training.message(), new TreeSet<>());
      }
    }
  }

  private void function(ProtoMessage message) throws IOException, KitrailException {
    OnnxOpsets imported = new OnnxOpsets();
    OnnxGraphReader.Scope function = graphs.function(message, imported);
    imported.check(function.domains(), domains);
    for (String value : function.missing()) {
      graphs.values().add(value + " is used in a function, but nothing makes it");
    }
  }
}

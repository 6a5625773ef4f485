package io.github.kitrail.inference.structure;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Pickles, of which none is let pass. */
final class PickleCheck implements FormatCheck {
  @Override
  public void check(CheckedFile file, Findings findings) throws IOException {
    findings.fails(Expectations.NO_CODE, "it is " + sentence(file.name(), file::open));
  }

  /** Opens a pickle. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  /** What goes on from "it is …". */
  static String sentence(String name, Opener pickle) throws IOException {
    Set<String> imports;
    try (InputStream in = pickle.open()) {
      imports = PickleImports.of(in);
    }
    String what = name.endsWith(".npy") ? "an array of Python objects, kept as" : "";
    return (what.isEmpty() ? "" : what + " ")
        + "a pickle, and loading one runs what is in it"
        + (imports.isEmpty() ? "" : " (this one imports " + String.join(", ", imports) + ")")
        + ". Convert it to safetensors, ONNX or GGUF";
  }
}

package io.github.kitrail.operations;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a file probably is, by its name; the endings are those that kit's init knows. */
enum FileKind {
  MODEL(
      "safetensors",
      "pkl",
      "joblib",
      "bin",
      "pth",
      "pt",
      "mar",
      "pt2",
      "ptl",
      "pb",
      "ckpt",
      "tflite",
      "tfrecords",
      "npy",
      "npz",
      "keras",
      "h5",
      "caffemodel",
      "pmml",
      "coreml",
      "gguf",
      "ggml",
      "ggmf",
      "llamafile",
      "onnx"),
  /** Belongs to the model when there is one, otherwise it is data. */
  METADATA("json", "yaml", "yml", "xml", "txt"),
  DATASET("tar", "zip", "parquet", "csv", "jsonl", "arrow"),
  DOCS("md", "adoc", "html", "pdf", "rst"),
  CODE;

  private static final Set<String> DOCUMENT_NAMES =
      Set.of("readme", "license", "licence", "notice");

  private final List<String> endings;

  FileKind(String... endings) {
    this.endings = List.of(endings);
  }

  static FileKind of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (DOCUMENT_NAMES.stream().anyMatch(lower::startsWith)) {
      return DOCS;
    }
    String ending = lower.substring(lower.lastIndexOf('.') + 1);
    for (FileKind kind : values()) {
      if (kind.endings.contains(ending)) {
        return kind;
      }
    }
    return CODE;
  }
}

package io.github.kitrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a model, a dataset and code, and a run that attests its provenance. */
final class TinyKit {
  private TinyKit() {}

  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("model.gguf"), "weights");
    Files.writeString(folder.resolve("data/train.jsonl"), "{}\n");
    Files.writeString(folder.resolve("src/train.py"), "print(1)\n");
    Files.writeString(folder.resolve("README.md"), "# It\n");
    Files.writeString(
        folder.resolve("Kitfile"),
        """
        manifestVersion: 1.0.0
        package: {name: faq-bot, version: 1.0.0}
        model: {name: m, path: model.gguf}
        datasets: [{name: train, path: data/train.jsonl}]
        code: [{path: src}]
        docs: [{path: README.md}]
        """);
    Files.writeString(folder.resolve("kitrail.yaml"), "version: 1\nattest: [slsa-provenance]\n");
    return folder;
  }
}

package io.github.kitrail.inference.engine;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a llama-server is started.
 *
 * @param program its path, or a name to be found on PATH
 * @param more arguments
 */
record LlamaServerCommand(String program, ModelFiles model, ContextLimit limit, List<String> more) {
  LlamaServerCommand {
    more = List.copyOf(more);
  }

  /**
   * @param folder where the server lives, its owner's alone
   * @param key what requests have to show; in a file, as a command line is everybody's
   */
  List<String> line(int port, String key, Path folder) throws KitrailException {
    List<String> line = new ArrayList<>(List.of(program));
    line.addAll(List.of("--model", model.model().toString()));
    line.addAll(List.of("--ctx-size", String.valueOf(limit.tokens())));
    line.addAll(List.of("--host", "127.0.0.1", "--port", String.valueOf(port)));
    // One request at a time, in all of the context; damaged weights are often no number.
    line.addAll(List.of("--parallel", "1", "--no-context-shift", "--check-tensors", "--jinja"));
    line.addAll(List.of("--threads", String.valueOf(Runtime.getRuntime().availableProcessors())));
    try {
      Path keyFile = Files.writeString(folder.resolve("key"), key + "\n");
      line.addAll(List.of("--api-key-file", keyFile.toString()));
      for (int i = 0; i < model.adapters().size(); i++) {
        Path adapter = withoutComma(model.adapters().get(i), folder.resolve("adapter-" + i));
        line.addAll(List.of("--lora", adapter.toString()));
      }
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.NO_SPACE, "Could not write into " + folder + ": " + e.getMessage() + ".", e);
    }
    line.addAll(more);
    return line;
  }

  /** Newer builds take a comma for the end of a path. */
  private static Path withoutComma(Path adapter, Path standIn) throws IOException {
    if (adapter.toString().indexOf(',') < 0) {
      return adapter;
    }
    try {
      return Files.createSymbolicLink(standIn, adapter);
    } catch (IOException | UnsupportedOperationException e) {
      return Files.copy(adapter, standIn); // Windows lets few users make links.
    }
  }
}

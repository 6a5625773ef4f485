package io.github.kitrail.deploy;

import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ModelKit's facts for tests, and its files. */
final class Facts {
  static final Digest DIGEST = Digest.of("modelkit".getBytes(StandardCharsets.UTF_8));
  static final Digest BASE = Digest.of("base".getBytes(StandardCharsets.UTF_8));

  private Facts() {}

  static ModelFile file(String path) {
    return new ModelFile(path, path, DIGEST);
  }

  static RenderFacts.Builder faq() {
    return RenderFacts.of(DIGEST, "gguf", file("models/faq.gguf"))
        .repository("ghcr.io/acme/faq-bot")
        .name("FAQ Bot")
        .version("1.2.0")
        .description("Answers questions.")
        .license("Apache-2.0")
        .chatTemplate(true)
        .contextLength(512);
  }

  static RenderFacts.Builder tuned() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("temperature", 0);
    parameters.put("top_p", 0.95);
    parameters.put("stop", List.of("<|im_end|>", "\n\n"));
    parameters.put("learning_rate", 1e-4);
    return faq().adapters(List.of(file("adapters/a.gguf"))).parameters(parameters);
  }

  /** Lays out empty files where the facts say that there are some. */
  static ModelLayout layout(RenderFacts facts) {
    return (directory, what) -> {
      write(directory, facts.model());
      for (ModelFile adapter : facts.adapters()) {
        write(directory, adapter);
      }
    };
  }

  private static void write(Path directory, ModelFile file) throws IOException {
    Path path = directory.resolve(file.path());
    Files.createDirectories(path.getParent());
    Files.writeString(path, "GGUF " + file.path());
  }

  /** A target of ours, or the example of a user's. */
  static Target target(String name) throws Exception {
    return Targets.find(name, Path.of(""));
  }

  static Path ownTarget() throws Exception {
    return Path.of(Facts.class.getResource("own-target/target.yaml").toURI()).getParent();
  }

  static RenderResult render(String target, RenderFacts facts, Path to) throws Exception {
    return new Renderer().render(target(target), facts, Map.of(), to, false, layout(facts));
  }
}

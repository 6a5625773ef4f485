package io.github.kitrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RendererTest {
  @TempDir Path temp;
  private Path out;

  @BeforeEach
  void choose() {
    out = temp.resolve("a/out");
  }

  @Test
  void anotherRenderingReplacesWhatNobodyEdited() throws Exception {
    Facts.render("llama-cpp", Facts.tuned().build(), out);
    Facts.render("llama-cpp", Facts.faq().version("2").build(), out);
    assertThat(Files.readString(out.resolve("compose.yaml"))).contains("\"2\"");
    assertThat(out.resolve("model/adapters")).doesNotExist();
    assertThat(out.resolve("model/models/faq.gguf")).isRegularFile();
    Facts.render("ollama", Facts.faq().build(), out);
    assertThat(out.resolve("compose.yaml")).doesNotExist();
    assertThat(out.resolve("Modelfile")).isRegularFile();
  }

  @Test
  void theSameFactsMakeTheSameFiles() throws Exception {
    Facts.render("kubernetes", Facts.tuned().build(), out);
    Map<String, String> first = snapshot();
    Facts.render("kubernetes", Facts.tuned().build(), out);
    assertThat(snapshot()).isEqualTo(first);
  }

  @Test
  void anEditedFileStaysUnlessToldOtherwise() throws Exception {
    Facts.render("llama-cpp", Facts.faq().build(), out);
    Files.writeString(out.resolve("compose.yaml"), "edited: true\n");
    Map<String, String> before = snapshot();
    RenderFacts facts = Facts.faq().version("2").build();
    assertThatThrownBy(() -> Facts.render("llama-cpp", facts, out))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessageContaining("compose.yaml")
        .hasMessageContaining("--overwrite");
    assertThat(snapshot()).isEqualTo(before);
    new Renderer()
        .render(Facts.target("llama-cpp"), facts, Map.of(), out, true, Facts.layout(facts));
    assertThat(Files.readString(out.resolve("compose.yaml"))).contains("services:");
  }

  @Test
  void anEditedFileThatWouldGoStaysToo() throws Exception {
    Facts.render("llama-cpp", Facts.faq().build(), out);
    Files.writeString(out.resolve("compose.yaml"), "edited: true\n");
    assertThatThrownBy(() -> Facts.render("ollama", Facts.faq().build(), out))
        .hasMessageContaining("compose.yaml");
    assertThat(out.resolve("Modelfile")).doesNotExist();
  }

  @Test
  void otherPeoplesFilesStay() throws Exception {
    Files.createDirectories(out);
    Files.writeString(out.resolve("notes.txt"), "mine");
    Files.writeString(out.resolve("README.md"), "mine");
    assertThatThrownBy(() -> Facts.render("ollama", Facts.faq().build(), out))
        .hasMessageContaining("README.md")
        .hasMessageNotContaining("notes.txt");
    assertThat(snapshot()).isEqualTo(Map.of("notes.txt", "mine", "README.md", "mine"));
    Files.delete(out.resolve("README.md"));
    Facts.render("ollama", Facts.faq().build(), out);
    assertThat(Files.readString(out.resolve("notes.txt"))).isEqualTo("mine");
  }

  @Test
  void aFailureLeavesNothingAndEverythingAsItWas() throws Exception {
    RenderFacts facts = Facts.faq().build();
    ModelLayout failing =
        (directory, what) -> {
          Files.writeString(directory.resolve("half"), "x");
          throw new IOException("disk full");
        };
    assertThatThrownBy(
            () ->
                new Renderer().render(Facts.target("ollama"), facts, Map.of(), out, false, failing))
        .isInstanceOf(IOException.class);
    assertThat(Files.list(temp.resolve("a"))).isEmpty();
    Facts.render("ollama", facts, out);
    Map<String, String> before = snapshot();
    assertThatThrownBy(
            () ->
                new Renderer().render(Facts.target("ollama"), facts, Map.of(), out, false, failing))
        .isInstanceOf(IOException.class);
    assertThat(snapshot()).isEqualTo(before);
  }

  @Test
  void aModelKitWithoutItsModelFileIsNotRendered() {
    RenderFacts facts = Facts.faq().build();
    assertThatThrownBy(
            () ->
                new Renderer()
                    .render(
                        Facts.target("ollama"), facts, Map.of(), out, false, (folder, what) -> {}))
        .hasMessageContaining("it has no file models/faq.gguf, which the server would load");
    assertThat(out).doesNotExist();
  }

  @Test
  void anotherModelFormatIsRefused() {
    RenderFacts facts = RenderFacts.of(Facts.DIGEST, "safetensors", Facts.file("m")).build();
    assertThatThrownBy(() -> Facts.render("ollama", facts, out))
        .hasMessageContaining(
            "serves models in the format gguf; this ModelKit's model is safetensors");
  }

  @Test
  void aRecordCannotMakeUsDeleteElsewhere() throws Exception {
    Files.createDirectories(out);
    Path victim = temp.resolve("a/victim");
    Files.writeString(victim, "x");
    String sha = Fingerprint.ofContent(victim);
    Files.writeString(
        out.resolve(".kitrail-render"),
        "{\"schemaVersion\":1,\"files\":{\"../victim\":\"" + sha + "\"}}");
    Facts.render("ollama", Facts.faq().build(), out);
    assertThat(victim).exists();
  }

  @Test
  void aLinkCannotTakeUsElsewhere() throws Exception {
    Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
    Files.createDirectories(out);
    Files.createSymbolicLink(out.resolve("model"), elsewhere);
    assertThatThrownBy(() -> Facts.render("ollama", Facts.faq().build(), out))
        .hasMessageContaining("model is a link or a file");
    assertThat(Files.list(elsewhere)).isEmpty();
    Files.delete(out.resolve("model"));
    Path target = temp.resolve("target");
    Files.writeString(target, "mine");
    Files.createSymbolicLink(out.resolve("Modelfile"), target);
    assertThatThrownBy(() -> Facts.render("ollama", Facts.faq().build(), out))
        .hasMessageContaining("Modelfile");
    assertThat(Files.readString(target)).isEqualTo("mine");
  }

  @Test
  void aFileOrFolderInTheWayIsNamed() throws Exception {
    Files.createDirectories(out.resolve("Modelfile"));
    assertThatThrownBy(() -> Facts.render("ollama", Facts.faq().build(), out))
        .hasMessageContaining("Modelfile is a folder");
    Path file = temp.resolve("file");
    Files.writeString(file, "x");
    assertThatThrownBy(() -> Facts.render("ollama", Facts.faq().build(), file))
        .hasMessageContaining("it is a file");
  }

  @Test
  void withoutARecordOnlyEqualFilesAreReplaced() throws Exception {
    Facts.render("kubernetes", Facts.faq().build(), out);
    Files.writeString(out.resolve(".kitrail-render"), "{broken");
    Facts.render("kubernetes", Facts.faq().build(), out);
    Files.writeString(out.resolve(".kitrail-render"), "{broken");
    RenderFacts other = Facts.faq().version("2").build();
    assertThatThrownBy(() -> Facts.render("kubernetes", other, out))
        .hasMessageContaining("deployment.yaml");
  }

  @Test
  void theTargetSaysWhatIsUnpacked() throws Exception {
    List<Unpack> asked = new java.util.ArrayList<>();
    RenderFacts facts = Facts.faq().build();
    ModelLayout layout =
        (directory, what) -> {
          asked.add(what);
          Facts.layout(facts).layOut(directory, what);
        };
    for (Target target :
        List.of(
            Facts.target("ollama"),
            Facts.target("kubernetes"),
            Targets.find(Facts.ownTarget().toString(), temp))) {
      new Renderer().render(target, facts, Map.of(), temp.resolve(target.name()), false, layout);
    }
    assertThat(asked).containsExactly(Unpack.MODEL, Unpack.ALL);
  }

  @Test
  void aFolderIsReadableByWhoMayReadItsParent() throws Exception {
    Facts.render("ollama", Facts.faq().build(), out);
    assertThat(Files.getPosixFilePermissions(out))
        .isEqualTo(Files.getPosixFilePermissions(Files.createDirectory(temp.resolve("usual"))));
  }

  private Map<String, String> snapshot() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var paths = Files.walk(out)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        files.put(out.relativize(path).toString(), Files.readString(path));
      }
    }
    return files;
  }
}

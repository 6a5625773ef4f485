package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.inference.command.FakeCommand;
import io.github.kitrail.inference.onnx.OnnxFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are no GGUF: packed, tested and run by the command. */
class StructureRunTest {
  private static final byte[] PICKLE =
      HexFormat.of()
          .parseHex(
              "80049520000000000000008c05706f736978948c0673797374656d9493948c02696494859452942e");

  @TempDir Path temp;
  private CommandRun.Shell shell;
  private Path folder;

  @BeforeEach
  void anOnnxModelWithItsNumbersInAnotherFile() throws Exception {
    shell = CommandRun.in(temp.resolve("home"));
    folder = Files.createDirectories(temp.resolve("adder"));
    Files.createDirectories(folder.resolve("model"));
    write(
        "Kitfile",
        "manifestVersion: 1.0.0\npackage: {name: adder, version: 1.0.0}\n"
            + "model: {name: adder, path: model}\ndatasets: [{name: d, path: data.csv}]\n");
    write("data.csv", "1,2\n");
    Files.write(folder.resolve("model/model.onnx"), OnnxFixture.externalAdder("w.bin"));
    Files.write(folder.resolve("model/w.bin"), new byte[32]);
    write("smoke.yaml", "structure: true\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private CommandRun run(int status, String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
    return run;
  }

  @Test
  void theFilesOfAFolderAreTestedByTheirStructure() throws Exception {
    Path report = temp.resolve("report.json");
    CommandRun run = run(0, "test", folder.toString(), "--report", report.toString());
    assertThat(run.out()).contains("3 passed, 0 failed with structural checks");
    JsonNode json = new ObjectMapper().readTree(Files.readString(report));
    assertThat(json.path("model").asText()).contains("model/model.onnx, IR 8, ai.onnx 17");
    assertThat(json.path("files")).hasSize(2);
    Files.write(folder.resolve("model/w.bin"), new byte[31]);
    assertThat(run(4, "test", folder.toString()).out()).contains("lies beyond the 31 bytes");
  }

  @Test
  void aModelKitIsPackedAndTested() throws Exception {
    run(0, "pack", folder.toString(), "-t", "adder:1");
    String spec = folder.resolve("smoke.yaml").toString();
    assertThat(run(0, "test", "adder:1", "--spec", spec).out()).contains("3 passed, 0 failed");
    write("Kitfile", "manifestVersion: 1.0.0\nmodel: {name: a, path: model/model.onnx}\n");
    run(0, "pack", folder.toString(), "-t", "adder:2");
    // What is not packed is not there, wherever the folder has it.
    assertThat(run(4, "test", "adder:2", "--spec", spec).out()).contains("w is in w.bin");
    assertThat(run(4, "test", folder.toString()).out()).contains("not among the files");
  }

  @Test
  void aRunTestsWhatItPacksAndAttestsIt() throws Exception {
    write(
        "kitrail.yaml",
        "version: 1\nreference: adder:${version}\ntest: smoke.yaml\nattest: [test-result]\n");
    JsonNode done = run(0, "run", folder.toString(), "--output", "json").json();
    assertThat(done.at("/tests/passed").asInt()).isEqualTo(3);
    assertThat(done.at("/attestations/0/predicateType").asText()).contains("test-result");
    Files.write(folder.resolve("model/trainer.bin"), PICKLE);
    CommandRun failed = run(4, "run", folder.toString());
    assertThat(failed.err())
        .contains("structure of model/trainer.bin", "it is a pickle, and loading one runs")
        .contains("imports posix.system");
    String tagged =
        run(0, "inspect", "adder:1.0.0", "--output", "json").json().at("/digest").asText();
    assertThat(tagged).isEqualTo(done.path("digest").asText());
  }

  @Test
  void commandsOfTheSpecsAuthorTestAModelKit() throws Exception {
    run(0, "pack", folder.toString(), "-t", "adder:1");
    Path specs = Files.createDirectories(temp.resolve("specs"));
    Path spec = specs.resolve("smoke.yaml");
    Files.writeString(spec, spec("print", "{{model}}", "{contains: model}"));
    run(0, "test", "adder:1", "--spec", spec.toString());
    // Its datasets are there, too, and so are not the folder's other files.
    Files.writeString(spec, spec("list", "{{folder}}", "{equals: 'Kitfile data.csv model'}"));
    run(0, "test", "adder:1", "--spec", spec.toString());
    Files.writeString(spec, spec("fail", "", "{contains: x}"));
    JsonNode failed =
        run(4, "test", "adder:1", "--spec", spec.toString(), "--output", "json").json();
    JsonNode last = failed.at("/tests/cases/3");
    assertThat(last.path("failure").asText()).contains("accuracy 0.31 is below 0.9");
    assertThat(last.path("line").asInt()).isEqualTo(2);
  }

  private static String spec(String what, String argument, String assertion) {
    return "tests:\n  - name: own\n    exec: ["
        + FakeCommand.line(what, argument).stream()
            .map(it -> "'" + it + "'")
            .collect(Collectors.joining(", "))
        + "]\n    assert: ["
        + assertion
        + "]\n";
  }

  @Test
  void aKitrailThatIsToldToEndEndsTheCommandToo() throws Exception {
    Path pids = temp.resolve("pids");
    write("smoke.yaml", spec("hang", pids.toString(), "{contains: x}"));
    Process kitrail =
        CommandProcess.start(
            Main.class,
            temp.resolve("home"),
            temp.resolve("log"),
            List.of("test", folder.toString()));
    try {
      for (int i = 0; i < 600 && (!Files.exists(pids) || Files.size(pids) == 0); i++) {
        Thread.sleep(100);
      }
      List<ProcessHandle> started = kitrail.descendants().toList();
      assertThat(started).as(Files.readString(temp.resolve("log"))).hasSize(2);
      kitrail.destroy();
      assertThat(kitrail.waitFor(20, TimeUnit.SECONDS)).isTrue();
      for (ProcessHandle one : started) {
        assertThat(one.onExit().completeOnTimeout(null, 10, TimeUnit.SECONDS).join()).isNotNull();
      }
    } finally {
      kitrail.destroyForcibly();
    }
  }

  @Test
  void aGgufModelIsAskedAndItsStructureTested() throws Exception {
    Path example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    Path spec = example.resolve("smoke.yaml");
    Files.writeString(spec, "structure: true\n" + Files.readString(spec, UTF_8));
    CommandRun run = run(0, "test", example.toString(), "--output", "json");
    assertThat(run.json().at("/tests/cases").findValuesAsText("name"))
        .contains(
            "the model's format is known", "structure of model/faq-bot.gguf", "the model loads");
    assertThat(run.json().at("/tests/engine").asText()).contains("llama");
  }
}

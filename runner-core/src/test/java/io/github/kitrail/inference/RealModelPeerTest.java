package io.github.kitrail.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.Peers;
import io.github.kitrail.inference.engine.Engines;
import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.gguf.GgufTensor;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.SmokeReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model of 270 million parameters, whole and damaged in several ways. */
@Tag("peer")
@Timeout(300)
class RealModelPeerTest {
  private static final String SPEC =
      """
      contextSize: 256
      tests:
        - name: capital
          prompt: "Question: What is the capital of France?\\nAnswer:"
          maxTokens: 8
          stop: "\\n"
          assert: [{equals: Paris}, {not-contains: London}, {latency: 60000}]
      """;

  @TempDir Path folder;

  private static SmokeReport test(Path model, String engine) throws KitrailException {
    Peers.program("llama-server");
    return SmokeTest.run(
        ModelFiles.find(model, List.of()),
        SmokeSpec.parse(SPEC, "smoke.yaml"),
        Engines.named(engine, System.getenv()),
        SmokeListener.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java-llama.cpp", "llama-server"})
  void knowsTheCapitalOfFrance(String engine) throws Exception {
    SmokeReport report = test(Peers.gguf(), engine);
    report.requirePassed();
    assertThat(report.model()).contains("gemma3", "Q4_K_M");
    assertThat(report.files().values().iterator().next().hex())
        .isEqualTo("a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java-llama.cpp", "llama-server"})
  void isCaughtHoweverItIsDamaged(String engine) throws Exception {
    Path model = Files.copy(Peers.gguf(), folder.resolve("real.gguf"));
    GgufTensor norm =
        GgufHeader.read(model).tensors().stream()
            .filter(tensor -> tensor.name().equals("output_norm.weight"))
            .findFirst()
            .orElseThrow();
    byte[] whole = bytes(model, norm.offset(), (int) norm.size());
    overwrite(model, norm.offset(), new byte[whole.length]);
    SmokeReport zeroed = test(model, engine);
    assertThat(zeroed.cases().get(1).status()).isEqualTo(CaseResult.Status.FAILED);
    assertThatThrownBy(zeroed::requirePassed)
        .hasMessageContaining("expected:  to equal: Paris")
        .hasMessageContaining("answered:  ");
    overwrite(model, norm.offset(), whole);

    String head = new String(bytes(model, 0, 200), StandardCharsets.ISO_8859_1);
    overwrite(model, head.indexOf("gemma3"), "gemma9".getBytes(StandardCharsets.UTF_8));
    assertThat(test(model, engine).cases().get(0).error()).contains("gemma9");
    overwrite(model, head.indexOf("gemma3"), "gemma3".getBytes(StandardCharsets.UTF_8));

    overwrite(model, 0, "GGUP".getBytes(StandardCharsets.UTF_8));
    assertThat(test(model, engine).cases().get(0).error()).contains("the letters GGUF");
    overwrite(model, 0, "GGUF".getBytes(StandardCharsets.UTF_8));

    try (FileChannel channel = FileChannel.open(model, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 4096);
    }
    assertThat(test(model, engine).cases().get(0).error()).contains("it was cut off");
  }

  private static byte[] bytes(Path file, long position, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.read(bytes, position);
    }
    return bytes.array();
  }

  private static void overwrite(Path file, long position, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), position);
    }
  }
}

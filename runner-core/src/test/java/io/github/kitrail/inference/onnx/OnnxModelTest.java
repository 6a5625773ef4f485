package io.github.kitrail.inference.onnx;

import static io.github.kitrail.inference.onnx.OnnxFixture.FLOAT;
import static io.github.kitrail.inference.onnx.OnnxFixture.external;
import static io.github.kitrail.inference.onnx.OnnxFixture.graph;
import static io.github.kitrail.inference.onnx.OnnxFixture.header;
import static io.github.kitrail.inference.onnx.OnnxFixture.model;
import static io.github.kitrail.inference.onnx.OnnxFixture.node;
import static io.github.kitrail.inference.onnx.OnnxFixture.tensor;
import static io.github.kitrail.inference.onnx.OnnxFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.protobuf.ProtoFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxModelTest {
  private static OnnxModel read(byte[] file) throws IOException, KitrailException {
    return OnnxModel.read("m.onnx", new ByteArrayInputStream(file), file.length);
  }

  private static OnnxModel read(ProtoFixture model) throws IOException, KitrailException {
    return read(model.bytes());
  }

  private static void assertRefused(byte[] file, String reason) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
              assertThat(e.getMessage())
                  .startsWith("m.onnx is no whole ONNX file: ")
                  .contains(reason)
                  .doesNotContain("\n");
            });
  }

  private static void assertRefused(ProtoFixture model, String reason) {
    assertRefused(model.bytes(), reason);
  }

  @Test
  void readsWhatAFileSaysAboutItself() throws Exception {
    OnnxModel model = read(OnnxFixture.adder());
    assertThat(model.irVersion()).isEqualTo(8);
    assertThat(model.producer()).isEqualTo("kitrail-test 1.0");
    assertThat(model.opsets()).isEqualTo(Map.of("ai.onnx", 17L));
    assertThat(model.nodes()).isEqualTo(1);
    assertThat(model.tensors()).isEqualTo(1);
    assertThat(model.parameters()).isEqualTo(4);
    assertThat(model.sizes()).isEmpty();
    assertThat(model.values()).isEmpty();
    assertThat(model.domains()).isEmpty();
    assertThat(model.description())
        .isEqualTo("IR 8, ai.onnx 17, 1 operators, 1 tensors with 4 numbers, by kitrail-test 1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 16, 4, ''", // FLOAT
    "1, 15, 4, 'has 15 bytes, and by its shape it has 16'",
    "10, 8, 4, ''", // FLOAT16
    "22, 3, 5, ''", // INT4, two in a byte
    "22, 2, 5, 'has 2 bytes, and by its shape it has 3'",
    "15, 32, 2, ''", // COMPLEX128
    "26, 1, 4, ''", // INT2
    "99, 7, 4, ''", // newer than we are
    "0, 16, 4, 'has no type'",
    "1, 16, -4, 'has an impossible shape'",
    "1, 16, 9223372036854775807, 'has an impossible shape'",
  })
  void tensorsAreAsLargeAsTheirShapeSays(int type, int bytes, long dim, String problem)
      throws Exception {
    OnnxModel model = read(model(graph(tensor("w", type, bytes, dim))));
    assertThat(String.join("", model.sizes())).isEqualTo(problem.isEmpty() ? "" : "w " + problem);
  }

  @Test
  void numbersMayBeListedInstead() throws Exception {
    byte[] floats = new byte[16];
    byte[] doubles = new byte[32];
    assertThat(read(model(graph(header("w", 1, 4).bytes(4, floats)))).sizes()).isEmpty();
    assertThat(read(model(graph(header("w", 14, 2).bytes(4, floats)))).sizes()).isEmpty();
    assertThat(read(model(graph(header("w", 11, 4).bytes(10, doubles)))).sizes()).isEmpty();
    assertThat(read(model(graph(header("w", 7, 3).packed(7, -1, 300, 0)))).sizes()).isEmpty();
    assertThat(read(model(graph(header("w", 22, 5).packed(5, 1, 2, 3)))).sizes()).isEmpty();
    ProtoFixture texts = header("w", 8, 2).text(6, "a").text(6, "b");
    assertThat(read(model(graph(texts))).sizes()).isEmpty();
    assertThat(read(model(graph(header("w", 7, 4).packed(7, 1, 2)))).sizes())
        .containsExactly("w has 2 numbers, and by its shape it has 4");
    assertThat(read(model(graph(header("w", 1, 4).bytes(4, floats).bytes(9, floats)))).sizes())
        .containsExactly("w has its numbers twice");
    assertThat(read(model(graph(header("w", 8, 3).text(6, "a")))).sizes())
        .containsExactly("w has 1 numbers, and by its shape it has 3");
  }

  @Test
  void tensorsInOtherFilesAreNamed() throws Exception {
    OnnxModel whole = read(OnnxFixture.externalAdder("w.bin"));
    assertThat(whole.external()).containsExactly(new OnnxTensor("w", "w.bin", 16, 16));
    OnnxModel bare = read(model(graph(external("w", "w.bin", null, null))));
    assertThat(bare.external()).containsExactly(new OnnxTensor("w", "w.bin", 0, 16));
    assertThat(read(model(graph(external("w", "w.bin", "0", "15")))).sizes())
        .containsExactly("w has 15 bytes in another file, and by its shape it has 16");
    assertThat(read(model(graph(external("w", "w.bin", "-1", "16")))).sizes())
        .containsExactly("w is not in another file as the format has it");
    assertThat(read(model(graph(external("w", "w.bin", "0", "99999999999999999999")))).sizes())
        .containsExactly("w is not in another file as the format has it");
    assertThat(read(model(graph(external("w", null, "0", "16")))).sizes())
        .containsExactly("w is in another file that is not named");
  }

  @Test
  void valuesComeFromSomewhere() throws Exception {
    ProtoFixture graph = graph(tensor("w", FLOAT, 16, 4));
    assertThat(read(model(graph.message(1, node("Mul", "y", "lost", "z")))).values())
        .containsExactly("lost is used, but nothing makes it");
    ProtoFixture twice = graph(tensor("w", FLOAT, 16, 4)).message(1, node("Mul", "x", "", "y"));
    assertThat(read(model(twice)).values()).containsExactly("y is made twice");
    ProtoFixture noOutput = graph(tensor("w", FLOAT, 16, 4)).message(12, value("never"));
    assertThat(read(model(noOutput)).values())
        .containsExactly("never is used, but nothing makes it");
  }

  @Test
  void innerGraphsSeeTheValuesAroundThem() throws Exception {
    ProtoFixture inner =
        new ProtoFixture().message(1, node("Add", "x", "later", "i")).message(12, value("i"));
    ProtoFixture branch =
        new ProtoFixture()
            .text(2, "r")
            .text(4, "If")
            .message(5, new ProtoFixture().text(1, "then_branch").message(6, inner));
    ProtoFixture graph = graph(tensor("w", FLOAT, 16, 4)).message(1, branch);
    assertThat(read(model(graph)).values()).containsExactly("later is used, but nothing makes it");
    graph.message(1, node("Neg", "x", "", "later"));
    OnnxModel model = read(model(graph));
    assertThat(model.values()).isEmpty();
    assertThat(model.nodes()).isEqualTo(4);
  }

  @Test
  void domainsAreImported() throws Exception {
    ProtoFixture graph = graph(tensor("w", FLOAT, 16, 4));
    graph.message(1, node("Gelu", "x", "", "z").text(7, "com.microsoft"));
    assertThat(read(model(graph)).domains()).containsExactly("com.microsoft");
    ProtoFixture model = model(graph);
    model.message(8, new ProtoFixture().text(1, "com.microsoft").number(2, 1));
    assertThat(read(model).domains()).isEmpty();
    assertThat(read(model).description()).contains("ai.onnx 17, com.microsoft 1,");
  }

  @Test
  void functionsHaveValuesAndDomainsOfTheirOwn() throws Exception {
    ProtoFixture function =
        new ProtoFixture()
            .text(1, "F")
            .text(4, "a")
            .text(5, "b")
            .message(7, node("Neg", "a", "x", "b"));
    ProtoFixture model = model(graph(tensor("w", FLOAT, 16, 4))).message(25, function);
    assertThat(read(model).values())
        .containsExactly("x is used in a function, but nothing makes it");
    assertThat(read(model).domains()).containsExactly("ai.onnx");
  }

  @Test
  void refusesWhatIsNoModel() {
    assertRefused(new byte[0], "it has no graph");
    assertRefused("not a model, but text".getBytes(), "");
    assertRefused(new ProtoFixture().number(1, 8), "it has no graph");
    assertRefused(new ProtoFixture().message(7, graph(value("w"))), "which version");
    byte[] adder = OnnxFixture.adder();
    byte[] cut = java.util.Arrays.copyOf(adder, adder.length - 30);
    assertRefused(cut, "claims");
    assertRefused(model(graph(value("w"))).message(7, graph(value("w"))), "two graphs");
    assertRefused(new ProtoFixture().text(1, "8"), "of another type");
    assertRefused(model(new ProtoFixture().message(1, new ProtoFixture())), "has no type");
  }

  @Test
  void refusesSizesThatCannotBe() {
    byte[] none = new byte[0];
    assertRefused(new ProtoFixture().claiming(7, 1000, none), "claims 1000 bytes");
    assertRefused(new ProtoFixture().claiming(7, -1, none), "claims 18446744073709551615 bytes");
    assertRefused(new ProtoFixture().raw(0x08, 0x80), "does not end");
    assertRefused(
        new ProtoFixture().raw(8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2), "does not end");
    assertRefused(new ProtoFixture().raw(0x0b), "there is no field"); // a group
    assertRefused(new ProtoFixture().raw(0x00), "there is no field");
    assertRefused(new ProtoFixture().text(2, "p".repeat(5000)), "has 5000 bytes");
    ProtoFixture inner = new ProtoFixture();
    for (int i = 0; i < 60; i++) {
      ProtoFixture attribute = new ProtoFixture().message(6, inner);
      inner = new ProtoFixture().message(1, new ProtoFixture().text(4, "If").message(5, attribute));
    }
    assertRefused(model(inner), "nested deeper than 100");
  }

  @Test
  void theNumbersAreNotRead() throws Exception {
    byte[] file = model(graph(tensor("w", FLOAT, 4 << 20, 1 << 20))).bytes();
    long[] read = {0};
    ByteArrayInputStream counting =
        new ByteArrayInputStream(file) {
          @Override
          public synchronized int read(byte[] to, int offset, int length) {
            int n = super.read(to, offset, length);
            read[0] += Math.max(0, n);
            return n;
          }
        };
    assertThat(OnnxModel.read("m.onnx", counting, file.length).parameters()).isEqualTo(1 << 20);
    assertThat(read[0]).isLessThan(300_000);
  }
}

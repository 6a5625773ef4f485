package io.github.kitrail.inference.structure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.inference.onnx.OnnxFixture;
import io.github.kitrail.inference.protobuf.ProtoFixture;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.TextReport;
import io.github.kitrail.inference.safetensors.SafetensorsFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StructuralChecksTest {
  /** {@code pickle.dumps} of an object whose {@code __reduce__} is {@code (os.system, ("id",))}. */
  private static final byte[] PICKLE =
      HexFormat.of()
          .parseHex(
              "80049520000000000000008c05706f736978948c0673797374656d9493948c02696494859452942e");

  @TempDir Path temp;
  private final SortedMap<String, Path> files = new TreeMap<>();

  private StructuralChecksTest with(String path, byte[] content) throws IOException {
    Path file = temp.resolve(path);
    Files.createDirectories(file.getParent());
    files.put(path, Files.write(file, content));
    return this;
  }

  private List<CaseResult> results() throws Exception {
    return StructuralChecks.run(files);
  }

  /** What a person reads about the one test that failed. */
  private String failure() throws Exception {
    List<CaseResult> failed = results().stream().filter(it -> !it.passed()).toList();
    assertThat(failed).hasSize(1);
    return TextReport.failure(failed.get(0)).replaceAll("\\s+", " ");
  }

  private void assertSound() throws Exception {
    assertThat(results()).allSatisfy(it -> assertThat(it.passed()).as(it.toString()).isTrue());
  }

  private static byte[] zip(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        Object content = namesAndContents[i + 1];
        zip.write(content instanceof byte[] it ? it : ((String) content).getBytes(ISO_8859_1));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] npy(String header, int data) {
    byte[] text = header.getBytes(ISO_8859_1);
    return ByteBuffer.allocate(10 + text.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("\u0093NUMPY\1\0".getBytes(ISO_8859_1))
        .putShort((short) text.length)
        .put(text)
        .array();
  }

  @Test
  void eachFileOfAKnownFormatIsATestAndAllOthersAreOne() throws Exception {
    with("m/model.onnx", OnnxFixture.adder());
    with("m/model.safetensors", SafetensorsFixture.twoTensors());
    with("m/config.json", "{}".getBytes(ISO_8859_1));
    with("m/vocab.txt", "a".getBytes(ISO_8859_1));
    assertThat(results())
        .extracting(CaseResult::name)
        .containsExactly(
            "the model's format is known",
            "structure of m/model.onnx",
            "structure of m/model.safetensors",
            "other files of the model");
    assertSound();
    assertThat(results().get(1).assertions().get(0).detail()).contains("ai.onnx 17", "1 operators");
  }

  @Test
  void aModelOfWhichNothingIsKnownDoesNotPass() throws Exception {
    with("model.bin", new byte[100]).with("README", new byte[3]);
    assertThat(failure()).contains("none among 2 files", "`exec`");
  }

  @Test
  void numbersInOtherFilesAreThereAndWhole() throws Exception {
    with("m/model.onnx", OnnxFixture.externalAdder("w.bin")).with("m/w.bin", new byte[32]);
    assertSound();
    with("m/w.bin", new byte[31]);
    assertThat(failure()).contains("w lies beyond the 31 bytes of w.bin");
    files.remove("m/w.bin");
    assertThat(failure()).contains("w is in w.bin, which is not there, or not among the files");
    for (String way :
        new String[] {"../w.bin", "/etc/passwd", "a/../../w.bin", "..\\w.bin", "C:w"}) {
      with("m/model.onnx", OnnxFixture.externalAdder(way)).with("w.bin", new byte[32]);
      assertThat(failure()).contains("which leaves the model's folder");
    }
  }

  @Test
  void tensorsDoNotLieInOneAnother() throws Exception {
    ProtoFixture graph = OnnxFixture.graph(OnnxFixture.external("w", "w.bin", "0", "16"));
    graph.message(5, OnnxFixture.external("same", "w.bin", "0", "16"));
    with("m.onnx", OnnxFixture.model(graph).bytes()).with("w.bin", new byte[32]);
    assertSound();
    graph.message(5, OnnxFixture.external("v", "w.bin", "12", "16"));
    with("m.onnx", OnnxFixture.model(graph).bytes());
    assertThat(failure()).contains("expected: no two tensors to share bytes", "v begins within");
  }

  @Test
  void damagedFilesFailInWords() throws Exception {
    with("model.onnx", "text".getBytes(ISO_8859_1));
    assertThat(failure())
        .contains("expected: a whole ONNX file", "model.onnx is no whole ONNX file");
    files.clear();
    byte[] cut = Arrays.copyOf(SafetensorsFixture.twoTensors(), 150);
    with("model.safetensors", cut);
    assertThat(failure()).contains("is a damaged safetensors file");
    files.clear();
    with("model.gguf", "GGUF".getBytes(ISO_8859_1));
    assertThat(failure()).contains("is a damaged GGUF file");
    files.clear();
    with(
        "model.onnx",
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\n".getBytes(ISO_8859_1));
    assertThat(failure()).contains("only a Git LFS pointer", "git lfs pull");
  }

  @Test
  void picklesAreFoundByWhatIsInThem() throws Exception {
    with("weights.bin", PICKLE);
    assertThat(failure())
        .contains(
            "expected: nothing that runs code when it is loaded",
            "it is a pickle, and loading one runs what is in it (this one imports posix.system)");
    files.clear();
    with("pytorch_model.bin", zip("archive/version", "3", "archive/data.pkl", PICKLE));
    with("m.onnx", OnnxFixture.adder());
    assertThat(failure()).contains("archive/data.pkl in it is a pickle", "imports posix.system");
    files.remove("pytorch_model.bin");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(PICKLE);
    }
    with("model.gz", packed.toByteArray());
    assertThat(failure()).contains("model.gz: in it is a pickle", "imports posix.system");
  }

  @Test
  void oldPicklesMayBeginAsAnyText() throws Exception {
    String old = "]q\0(K\1}q\1X\1\0\0\0aq\2cposix\nsystem\nq\3X\2\0\0\0idq\4\u0085q\5Rq\6se.";
    with("m.onnx", OnnxFixture.adder());
    with("list.bin", old.replace("\u0085", "(X\1\0\0\0xt").getBytes(ISO_8859_1));
    assertThat(failure()).contains("it is a pickle", "imports posix.system");
    with("list.bin", "code\nis no pickle.\n".getBytes(ISO_8859_1));
    assertSound();
  }

  @Test
  void arraysOfObjectsArePicklesAndOthersAreAsLargeAsTheySay() throws Exception {
    byte[] sound = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n", 24);
    with("a.npy", sound).with("b.npz", zip("x.npy", sound));
    assertSound();
    with("a.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }\n", 24));
    assertThat(failure()).contains("it has 24 bytes of numbers, and by its shape it has 32");
    files.remove("a.npy");
    with("b.npz", zip("x.npy", npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 9)));
    assertThat(failure()).contains("x.npy in it is an array of Python objects, kept as a pickle");
  }

  @Test
  void layersOfKerasThatArePythonAreFound() throws Exception {
    String plain = "{\"config\": {\"layers\": [{\"class_name\": \"Dense\"}]}}";
    String lambda = plain.replace("Dense", "Lambda");
    with("m.keras", zip("metadata.json", "{}", "config.json", plain));
    assertSound();
    with("m.keras", zip("metadata.json", "{}", "config.json", lambda));
    assertThat(failure()).contains("config.json in it is the description of a Keras model");
    files.clear();
    with("m.h5", hdf5("x".repeat(70_000) + plain, 0));
    assertSound();
    with("m.h5", hdf5("x".repeat(65_460) + lambda, 0));
    assertThat(failure()).contains("it has a Lambda layer of Keras'");
    with("m.h5", hdf5(plain, 1));
    assertThat(failure()).contains("it says that it ends at byte");
  }

  /** A superblock of version 0, with whatever behind it. */
  private static byte[] hdf5(String content, int missing) {
    ByteBuffer bytes = ByteBuffer.allocate(96 + content.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("\u0089HDF\r\n\u001a\n".getBytes(ISO_8859_1));
    bytes.put(13, (byte) 8).put(14, (byte) 8).putLong(40, bytes.capacity() + missing);
    return bytes.position(96).put(content.getBytes(ISO_8859_1)).array();
  }

  @Test
  void graphsOfTensorFlowThatCallPythonAreFound() throws Exception {
    with("saved_model.pb", savedModel("MatMul"));
    assertSound();
    with("saved_model.pb", savedModel("EagerPyFunc"));
    assertThat(failure()).contains("calls Python or touches files, by EagerPyFunc");
    with("saved_model.pb", new ProtoFixture().number(1, 1).bytes());
    assertThat(failure()).contains("saved_model.pb is no whole SavedModel file: it has no graph");
    with("saved_model.pb", savedModel("MatMul"));
    with("keras_metadata.pb", "{\"class_name\": \"Lambda\"}".getBytes(ISO_8859_1));
    assertThat(failure()).contains("keras_metadata.pb: it has a Lambda layer");
  }

  /** With its operator in a function, as TensorFlow 2 writes it. */
  private static byte[] savedModel(String operator) {
    ProtoFixture node = new ProtoFixture().text(1, "n").text(2, operator);
    ProtoFixture library = new ProtoFixture().message(1, new ProtoFixture().message(3, node));
    ProtoFixture graph = new ProtoFixture().message(2, library);
    return new ProtoFixture().number(1, 1).message(2, new ProtoFixture().message(2, graph)).bytes();
  }

  @Test
  void whatCannotBeLookedIntoAndProgramsDoNotPass() throws Exception {
    with("m.onnx", OnnxFixture.adder());
    assertSound();
    with("more.bin", "7z\u00bc\u00af\u0027\u001c".getBytes(ISO_8859_1));
    assertThat(failure()).contains("more.bin: it is packed as 7z, in which anything can hide");
    with("more.bin", zip("inner", zip("x", "y")));
    assertThat(failure()).contains("inner in it is packed as zip");
    with("more.bin", zip("code/__torch__/m.py", "def forward"));
    assertThat(failure()).contains("a program in TorchScript");
    with("more.bin", zip("MAR-INF/MANIFEST.json", "{}"));
    assertThat(failure()).contains("TorchServe");
    with("more.bin", "\u007fELF".getBytes(ISO_8859_1));
    assertThat(failure()).contains("it is a program or a library of native code");
    with("more.bin", "PK\3\4 but no zip file".getBytes(ISO_8859_1));
    assertThat(failure()).contains("a whole zip file", "it cannot be read");
  }

  @Test
  void theFilesOfASplitModelAreAllThere() throws Exception {
    String index = "{\"metadata\": {\"x\": [1]}, \"weight_map\": {\"a\": \"1.safetensors\"%s}}";
    with("m/1.safetensors", SafetensorsFixture.twoTensors());
    with("m/model.safetensors.index.json", index.formatted("").getBytes(ISO_8859_1));
    assertSound();
    with(
        "m/model.safetensors.index.json",
        index.formatted(", \"b\": \"2.safetensors\"").getBytes(ISO_8859_1));
    assertThat(failure()).contains("2.safetensors is not in the model");
    with("m/model.safetensors.index.json", "{}".getBytes(ISO_8859_1));
    assertThat(failure()).contains("it names none");
    with("m/model.safetensors.index.json", "{".getBytes(ISO_8859_1));
    assertThat(failure()).contains("no JSON that can be read");
  }

  @Test
  void ggufTensorsDoNotShareBytes() throws Exception {
    Path example = Path.of("../examples/faq-bot/model/faq-bot.gguf");
    files.put("model.gguf", example);
    assertSound();
    assertThat(results().get(1).assertions().get(0).detail()).contains("llama, F16");
  }
}

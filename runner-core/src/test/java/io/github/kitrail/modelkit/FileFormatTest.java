package io.github.kitrail.modelkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileFormatTest {
  private static String of(String name, String head) {
    return FileFormat.of(name, head.getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.pkl",
        "a/b/MODEL.PICKLE",
        "weights.pt",
        "weights.pth",
        "last.ckpt",
        "forest.joblib",
        "forest.joblib.gz",
        "model.pkl.xz",
      })
  void isAPickleByName(String name) {
    assertThat(of(name, "whatever")).isEqualTo("pickle");
  }

  @ParameterizedTest
  @CsvSource({
    "8004952500,            pickle", // protocol 4
    "8002630a,              pickle",
    "636f730a73797374656d0a, pickle", // cos\nsystem\n
    "28647030,              pickle", // (dp0
    "8001,                  ''",
    "8006,                  ''",
    "80,                    ''",
    "'',                    ''",
    "47475546,              gguf",
    "504b0304,              zip",
    "1f8b08,                gzip",
    "28b52ffd,              zstd",
    "894844460d0a1a0a,      hdf5",
    "7f454c46,              executable",
  })
  void isWhatItBeginsWith(String hex, String format) {
    assertThat(FileFormat.of("model.bin", HexFormat.of().parseHex(hex))).isEqualTo(format);
  }

  @Test
  void pyTorchsZipFilesAreThePicklesInThem() {
    String header = "PK\u0003\u0004" + "\0".repeat(22) + "\u0010\0\0\0" + "archive/data.pkl" + "xx";
    assertThat(of("pytorch_model.bin", header)).isEqualTo("pickle");
    assertThat(of("pytorch_model.bin", header.replace("data.pkl", "data.pkm"))).isEqualTo("zip");
    assertThat(of("pytorch_model.bin", header.substring(0, 29))).isEqualTo("zip");
  }

  @Test
  void arraysOfObjectsArePickles() {
    assertThat(of("a.npy", "\u0093NUMPY\1\0v\0{'descr': '|O', 'shape': (3,), }"))
        .isEqualTo("pickle");
    assertThat(of("a.npy", "\u0093NUMPY\1\0v\0{'descr': '<f4', 'shape': (3,), }")).isEqualTo("npy");
  }

  @Test
  void aNameDoesNotHideAPickle() {
    assertThat(of("model.safetensors", "\u0080\4\u0095")).isEqualTo("pickle");
    assertThat(of("model.gguf", "\u0080\4\u0095")).isEqualTo("pickle");
    assertThat(of("model.pt", "GGUF\3")).as("and does not make one").isEqualTo("gguf");
  }

  @Test
  void namesTellWhatHasNoMark() {
    assertThat(of("model.onnx", "\b\7")).isEqualTo("onnx");
    assertThat(of("model.safetensors", "@\0\0\0\0\0\0\0{")).isEqualTo("safetensors");
    assertThat(of("model.keras", "PK\u0003\u0004")).isEqualTo("keras");
    assertThat(of("model.keras", "BZh9")).isEqualTo("bzip2");
    for (String plain : new String[] {"README", "gz", "a.gz", ".gz", "folder.pkl/file", "x/"}) {
      assertThat(of(plain, "text")).as(plain).isEmpty();
    }
  }
}

package io.github.kitrail.modelkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TarFormatTest {
  /** Each archive that kit made is taken apart, and put together again from names and sizes. */
  @ParameterizedTest
  @MethodSource("layersOfKit")
  void aLayerHasTheBytesThatKitWrites(Descriptor layer) throws IOException {
    byte[] expected = Golden.blob(layer.digest());
    ByteArrayOutputStream ours = new ByteArrayOutputStream();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(expected), UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String path = ContextPath.clean(entry.getName());
        ours.writeBytes(
            TarFormat.header(path, entry.isDirectory(), entry.getMode(), entry.getSize()));
        ours.writeBytes(tar.readAllBytes());
        ours.writeBytes(new byte[TarFormat.padding(entry.getSize())]);
      }
    }
    ours.writeBytes(TarFormat.end());

    assertThat(Digest.of(ours.toByteArray())).isEqualTo(layer.digest());
  }

  static List<Descriptor> layersOfKit() throws KitrailException {
    return Manifest.parse(Golden.file("none/manifest.json")).layers();
  }

  /** Expected is the SHA-256 of what Go's archive/tar wrote for the same header. */
  @ParameterizedTest
  @MethodSource("headersOfGo")
  void aHeaderHasTheBytesThatGoWrites(String path, int permissions, long size, String sha256) {
    assertThat(Digest.of(TarFormat.header(path, false, permissions, size)).hex()).isEqualTo(sha256);
  }

  static Stream<Arguments> headersOfGo() {
    String deep = "d".repeat(60) + "/" + "e".repeat(60);
    return Stream.of(
        Arguments.of(
            "model.gguf",
            0644,
            3000L,
            "58ab4ed107461fcdbf486b22c67ef4637614548c18049e9a62bcd4e7eb6bccd4"),
        Arguments.of(
            "bin/tool",
            04755,
            1L,
            "ba32059a2b7aa5b88f54242e905590a45540abca66de7186e98bc48ff7805f33"),
        Arguments.of(
            "a".repeat(100),
            0600,
            1L,
            "2bd707d26d32b261d4a6260aa69424cb9f41ce8e3c79003bddf1d17b8976294a"),
        Arguments.of(
            "a".repeat(101),
            0600,
            1L,
            "cde4e11d8084970447a85b100cfb6654bf75fda288f5f7dbf55a4c4cf17e52ea"),
        Arguments.of(
            "d".repeat(155) + "/" + "f".repeat(100),
            0644,
            1L,
            "b27d11d68a7daa3cd32205677f882931de64e6a814c8f7423786287bd41a0baa"),
        Arguments.of(
            "d".repeat(156) + "/" + "f".repeat(100),
            0644,
            1L,
            "87a69657a11dc7b127527af0193e71aabba33e904e429c1482d00f8106b31c47"),
        Arguments.of(
            deep + "/long.txt",
            0644,
            1L,
            "b30a561872f5c8f92d07d99ce4f09c437ded7dec2a627a8dccab6b3c7a832fac"),
        Arguments.of(
            "modèle/poids.bin",
            0644,
            5L,
            "0e624229f432693df06b7d5bbc7ca17ce8f7b3df5a1c2a11c35ab17f4fabe385"),
        Arguments.of(
            "é/".repeat(60) + "x",
            0644,
            5L,
            "bb7b84fde510ab98d9b3aa3b66005f533bc0f123a70a90b107a2834e1a5711cb"),
        Arguments.of(
            "a".repeat(98) + "/é/x",
            0644,
            5L,
            "5549666790023f0f01507614e90dda17318e1d2781c878d4f14997dc0b2358a3"),
        Arguments.of(
            "a".repeat(96) + "/é/é/x",
            0644,
            5L,
            "67a0d83a866e1ff7670bfb63326db1459425a8ac4153bd930d9db68700eaf07d"),
        Arguments.of(
            "big.bin",
            0644,
            (8L << 30) - 1,
            "36491f7044c6dbeca5d4efbbdb9164e32c74092d71dde363f9da379139d3c376"),
        Arguments.of(
            "big.bin",
            0644,
            8L << 30,
            "21ec2411c963c9cbe85d90d3781802f14101a215baa80ef9810cf672900cab79"),
        Arguments.of(
            deep + "/big.bin",
            0644,
            20L << 30,
            "83f4e43ba52e406d12287d52f2478c5b6880625be8caafb958bf8fbcc8d752ae"),
        Arguments.of(
            "n".repeat(83) + "é.bin",
            0644,
            1L,
            "08b3492b72b48e7509ded5653138a8143fd29d45a64456a240c151fd91ea8f7e"),
        Arguments.of(
            "n".repeat(993) + ".bin",
            0644,
            1L,
            "b12f03d48b348797b67ac5b99f110f4e886aea967fb296951605e71d4a92424a"),
        Arguments.of(
            "😀.txt",
            0644,
            1L,
            "6d6efbe5631c94dfbec1b92a7e5703d0e55373b5eb40177013f8930ace6e41cd"));
  }

  @Test
  void aFolderHasTheBytesThatGoWrites() {
    assertThat(Digest.of(TarFormat.header("model", true, 0755, 0)).hex())
        .isEqualTo("cf0b6bf87d4abc7e678fdd6418f34523ce7fac0ca1691289ece9a8db2419fbb1");
  }

  @Property(tries = 300)
  void anyHeaderIsReadBack(
      @ForAll("paths") String path,
      @ForAll boolean directory,
      @ForAll @IntRange(max = 07777) int permissions,
      @ForAll @LongRange(max = 1L << 50) long anySize)
      throws IOException {
    long size = directory ? 0 : anySize;
    byte[] header = TarFormat.header(path, directory, permissions, size);

    assertThat(header.length % TarFormat.BLOCK).isZero();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(header), UTF_8.name())) {
      TarArchiveEntry entry = Objects.requireNonNull(tar.getNextEntry());
      assertThat(ContextPath.clean(entry.getName())).isEqualTo(path);
      assertThat(entry.isDirectory()).isEqualTo(directory);
      assertThat(entry.isFile()).isEqualTo(!directory);
      assertThat(entry.getMode()).isEqualTo(permissions);
      assertThat(entry.getSize()).isEqualTo(size);
      assertThat(entry.getLongUserId()).isEqualTo(1000);
      assertThat(entry.getLongGroupId()).isZero();
      assertThat(entry.getLastModifiedTime().toMillis()).isZero();
    }
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> ascii =
        Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(90);
    Arbitrary<String> other = Arbitraries.strings().withChars("é ü.モ-_").ofMinLength(1);
    return Arbitraries.oneOf(ascii, ascii, other.map(name -> "x" + name))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(parts -> String.join("/", parts));
  }

  @Test
  void paddingFillsTheLastBlock() {
    assertThat(TarFormat.padding(0)).isZero();
    assertThat(TarFormat.padding(1)).isEqualTo(511);
    assertThat(TarFormat.padding(511)).isEqualTo(1);
    assertThat(TarFormat.padding(512)).isZero();
    assertThat(TarFormat.padding((1L << 40) + 513)).isEqualTo(511);
    assertThat(TarFormat.end()).hasSize(1024).containsOnly(0);
  }

  @Test
  void whatIsNoEntryIsRefused() {
    assertThatThrownBy(() -> TarFormat.header("", false, 0644, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TarFormat.header("model/", true, 0755, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TarFormat.header("a\0b", false, 0644, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TarFormat.header("a", true, 0755, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TarFormat.header("a", false, 0644, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

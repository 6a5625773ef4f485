package io.github.kitrail.content.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.PackOptions;
import io.github.kitrail.content.PendingLayer;
import io.github.kitrail.content.VerificationException;
import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
  @TempDir Path context;

  private void write(String path, String content) throws IOException {
    Path file = context.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** A Kitfile with these code paths. */
  private static Kitfile code(String... paths) {
    List<Kitfile.Code> code = new ArrayList<>();
    for (String path : paths) {
      code.add(new Kitfile.Code(path, null, null, null));
    }
    return new Kitfile("1.0.0", Kitfile.Package.NONE, null, code, List.of(), List.of());
  }

  private PendingLayer layer(int index, Kitfile kitfile) throws Exception {
    return layers(kitfile, Compression.NONE).get(index);
  }

  private List<PendingLayer> layers(Kitfile kitfile, Compression compression) throws Exception {
    return ModelFolder.open(context, kitfile).layers(new PackOptions(compression, "1.7.0", true));
  }

  private static List<String> names(PendingLayer layer) throws Exception {
    List<String> names = new ArrayList<>();
    try (var tar = new TarArchiveInputStream(layer.open())) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        names.add(e.getName());
      }
    }
    return names;
  }

  private void assertInvalid(Kitfile kitfile, String... words) {
    KitrailException invalid =
        catchThrowableOfType(KitrailException.class, () -> ModelFolder.open(context, kitfile));
    assertThat(invalid).isNotNull().hasMessageContainingAll(words);
    assertThat(invalid.code()).isEqualTo(ErrorCode.BAD_INPUT);
  }

  @Test
  void namesAreSortedByTheirBytesFolderByFolder() throws Exception {
    for (String name :
        List.of("b.txt", "a/z", "a-b", "a.txt", "B", "ä", "\uff5e", "\ud83d\ude00")) {
      write("code/" + name, "x");
    }

    assertThat(names(layer(0, code("code"))))
        .containsExactly(
            "code/",
            "code/B",
            "code/a/",
            "code/a/z",
            "code/a-b",
            "code/a.txt",
            "code/b.txt",
            "code/ä",
            "code/\uff5e",
            "code/\ud83d\ude00");
  }

  @Test
  void theFoldersOnTheWayAreInTheLayer() throws Exception {
    write("a/b/c.txt", "x");
    write("a/other.txt", "x");

    assertThat(names(layer(0, code("a/b/c.txt")))).containsExactly("a/", "a/b/", "a/b/c.txt");
  }

  @Test
  void aDeeperLayerTakesItsFilesOutOfTheOuterOne() throws Exception {
    write("a/b/c.txt", "x");
    write("a/b.txt", "x");

    assertThat(names(layer(0, code("a", "a/b")))).containsExactly("a/", "a/b.txt");
    assertThat(names(layer(1, code("a", "a/b")))).containsExactly("a/", "a/b/", "a/b/c.txt");
  }

  @Test
  void theWholeContextCanBeALayer() throws Exception {
    write("Kitfile", "x");
    write(".kitignore", "*.log\n");
    write("a.log", "x");
    write("b/c.txt", "x");

    assertThat(names(layer(0, code(".")))).containsExactly("b/", "b/c.txt");
  }

  @Test
  void whatBaseModelKitsHoldIsLeftOut() throws Exception {
    write("model/base.gguf", "x");
    write("model/adapter.gguf", "x");
    ModelFolder folder =
        ModelFolder.open(
            context, code("model"), List.of("model/base.gguf"), Map.of(), DigestCache.off());

    assertThat(names(folder.layers(PackOptions.standard()).get(0)))
        .containsExactly("model/", "model/adapter.gguf");
  }

  @Test
  void anExclusionTakesBackFilesOfAnIgnoredFolder() throws Exception {
    write(".kitignore", "code/tmp\n!code/tmp/keep.txt\n");
    write("code/tmp/keep.txt", "x");
    write("code/tmp/drop.txt", "x");

    assertThat(names(layer(0, code("code")))).containsExactly("code/", "code/tmp/keep.txt");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ZSTD")
  void readingAgainGivesTheSameBytes(Compression compression) throws Exception {
    write("code/a.txt", "a".repeat(100_000));
    PendingLayer layer = layers(code("code"), compression).get(0);
    byte[] first = layer.open().readAllBytes();

    assertThat(layer.open().readAllBytes()).isEqualTo(first);
    assertThat(layer.size()).isEqualTo(compression == Compression.NONE ? first.length : -1);
    InputStream tar =
        compression == Compression.NONE
            ? new ByteArrayInputStream(first)
            : new java.util.zip.GZIPInputStream(new ByteArrayInputStream(first));
    Digest diffId = Digest.of(tar.readAllBytes());
    assertThat(layer.diffId()).isEqualTo(compression == Compression.NONE ? null : diffId);
    assertThat(layer.files())
        .containsOnly(
            Map.entry(
                "code/a.txt", Digest.of("a".repeat(100_000).getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void digestsAreNotKnownBeforeTheEnd() throws Exception {
    write("code/a.txt", "a");
    PendingLayer layer = layer(0, code("code"));
    layer.open().read(new byte[10]);

    assertThatThrownBy(layer::files).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bytesComeOneByOneAsWell() throws Exception {
    write("code/a.txt", "abc");
    PendingLayer layer = layers(code("code"), Compression.GZIP).get(0);
    byte[] whole = layer.open().readAllBytes();
    InputStream in = layer.open();

    for (byte b : whole) {
      assertThat(in.read()).isEqualTo(b & 0xff);
    }
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void aMissingPathIsAnError() throws Exception {
    assertInvalid(code("nowhere"), "code path \"nowhere\"", "does not exist");
    assertInvalid(code("no/where"), "no does not exist");
  }

  @Test
  void aPathThatIsALinkIsAnError() throws Exception {
    write("code/a.txt", "x");
    Files.createSymbolicLink(context.resolve("link"), Path.of("code"));
    Files.createSymbolicLink(context.resolve("link.txt"), Path.of("code/a.txt"));

    assertInvalid(code("link"), "it is a link");
    assertInvalid(code("link.txt"), "it is a link");
    assertInvalid(code("link/a.txt"), "through the link link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "a/../../outside"})
  void aPathThatLeavesTheFolderIsAnError(String path) throws Exception {
    assertInvalid(code(path), "leaves the folder");
  }

  @Test
  void linksInsideAreToldInAWarning() throws Exception {
    write("code/a.txt", "x");
    Files.createSymbolicLink(context.resolve("code/file"), Path.of("a.txt"));
    Files.createSymbolicLink(context.resolve("code/folder"), Path.of("../code"));
    ModelFolder folder = ModelFolder.open(context, code("code"));

    assertThat(folder.warnings()).hasSize(1);
    assertThat(folder.warnings().get(0)).contains("code/file, code/folder", "links");
    assertThat(names(layer(0, code("code")))).containsExactly("code/", "code/a.txt");
  }

  @Test
  void aFolderWithoutFilesIsToldInAWarning() throws Exception {
    Files.createDirectories(context.resolve("code/empty"));

    assertThat(ModelFolder.open(context, code("code")).warnings())
        .singleElement()
        .asString()
        .contains("no files", "code");
  }

  @Test
  void aLayerThatKitignoreLeavesOutIsAnError() throws Exception {
    write(".kitignore", "code\n");
    write("code/a.txt", "x");

    assertInvalid(code("code"), ".kitignore", "nothing is left");
    assertInvalid(code("code/a.txt"), ".kitignore", "nothing is left");
  }

  @Test
  void namesThatOnlyDifferInCaseAreAnError() throws Exception {
    write("code/Readme", "x");
    write("code/readme", "x");
    assumeThat(Files.list(context.resolve("code")).count()).isEqualTo(2);

    assertInvalid(code("code"), "code/readme", "code/Readme", "not every system");
  }

  @Test
  void aNameThatCannotBeReadIsAnError() throws Exception {
    Files.createDirectories(context.resolve("code"));
    // Not UTF-8.
    Process touch =
        new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'code/\\377.bin')\"")
            .directory(context.toFile())
            .start();
    assumeThat(touch.waitFor()).isZero();

    assertInvalid(code("code"), "name cannot be read", "LC_ALL");
  }

  @Test
  void aFileThatMayNotBeReadIsFoundBeforeAnythingMoves() throws Exception {
    write("code/a.txt", "x");
    Files.setPosixFilePermissions(
        context.resolve("code/a.txt"), PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(context.resolve("code/a.txt"))).isFalse();

    assertInvalid(code("code"), "a.txt", "may not be read");
  }

  @Test
  void aDamagedKitignoreIsAnError() throws Exception {
    write(".kitignore", "[a-\n");
    write("code/a.txt", "x");

    assertInvalid(code("code"), ".kitignore, line 1");
  }

  private interface Change {
    void run(Path file) throws IOException;
  }

  private void assertChangeIsFound(int bytesBefore, Change change) throws Exception {
    write("code/a.bin", "a".repeat(200_000));
    Path file = context.resolve("code/a.bin");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
    PendingLayer layer = layer(0, code("code"));
    try (InputStream in = layer.open()) {
      in.readNBytes(bytesBefore);
      change.run(file);
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(VerificationException.class)
          .hasMessageContaining("code/a.bin")
          .extracting(e -> ((VerificationException) e).toKitrailException().code())
          .isEqualTo(ErrorCode.BAD_INPUT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 150_000})
  void aFileThatChangesWhileItIsPackedIsAnError(int before) throws Exception {
    assertChangeIsFound(
        before,
        file -> {
          try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap("X".getBytes(StandardCharsets.UTF_8)));
          }
        });
    assertChangeIsFound(before, file -> Files.writeString(file, "more", StandardOpenOption.APPEND));
    assertChangeIsFound(before, file -> Files.writeString(file, "less"));
    assertChangeIsFound(before, Files::delete);
    assertChangeIsFound(
        before,
        file -> {
          Path other = file.resolveSibling("other");
          Files.writeString(other, "b".repeat(200_000));
          Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
          Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        });
    assertChangeIsFound(
        before,
        file -> {
          Files.delete(file);
          Files.createSymbolicLink(file, Path.of("../elsewhere.txt"));
        });
  }

  @Test
  void aFileThatDiffersFromTheTestedOneFailsThePack() throws Exception {
    write("code/a.txt", "tested");
    write("code/b.txt", "b");
    Digest tested = Digest.of("tested".getBytes(StandardCharsets.UTF_8));
    Map<String, Digest> expected = Map.of("code/a.txt", tested);
    PendingLayer same =
        ModelFolder.open(context, code("code"), List.of(), expected, DigestCache.off())
            .layers(PackOptions.standard())
            .get(0);
    same.open().readAllBytes();
    assertThat(same.files()).containsEntry("code/a.txt", tested).containsKey("code/b.txt");

    write("code/a.txt", "other");
    PendingLayer different =
        ModelFolder.open(context, code("code"), List.of(), expected, DigestCache.off())
            .layers(PackOptions.standard())
            .get(0);
    assertThatThrownBy(() -> different.open().readAllBytes())
        .hasMessageContainingAll("code/a.txt differs from the file that was tested")
        .extracting(e -> ((VerificationException) e).toKitrailException().code())
        .isEqualTo(ErrorCode.NOT_TRUSTED);
  }

  @Test
  void aTestedFileThatIsGoneFailsThePack() throws Exception {
    write("code/b.txt", "b");
    Map<String, Digest> expected = Map.of("code/a.txt", Digest.of(new byte[0]));

    assertThatThrownBy(
            () -> ModelFolder.open(context, code("code"), List.of(), expected, DigestCache.off()))
        .hasMessageContaining("code/a.txt was tested, but it is gone");
  }

  @Test
  void modesAreKept() throws Exception {
    write("code/run.sh", "x");
    Files.setPosixFilePermissions(
        context.resolve("code/run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));

    try (var tar = new TarArchiveInputStream(layer(0, code("code/run.sh")).open())) {
      tar.getNextEntry();
      assertThat(tar.getNextEntry().getMode()).isEqualTo(0751);
    }
  }
}

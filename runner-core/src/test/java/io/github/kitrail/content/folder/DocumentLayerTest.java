package io.github.kitrail.content.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.PackOptions;
import io.github.kitrail.content.layout.OciLayout;
import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents that go into a layer from memory and come back, and what else is refused. */
class DocumentLayerTest {
  private static final String FOLDER = ".notes/one";
  private static final String DOCS = "application/vnd.kitops.modelkit.docs.v1.tar";
  private static final KitfileLayer ELEMENT =
      new KitfileLayer(LayerKind.DOCS, 0, null, FOLDER, null);

  @TempDir Path temp;

  private static DocumentReader reader() {
    return new DocumentReader(FOLDER, 2, 100, 150);
  }

  private Map<String, byte[]> read(String mediaType, byte[] layer) throws Exception {
    OciLayout place = OciLayout.at(temp.resolve("layout"));
    Descriptor descriptor = Descriptor.of(mediaType, layer);
    place.write(Handmade.blob(descriptor, layer));
    return reader().read(place, descriptor);
  }

  private void refused(byte[] layer, String reason) {
    KitrailException refused =
        catchThrowableOfType(KitrailException.class, () -> read(DOCS, layer));
    assertThat(refused).as(reason).hasMessageContaining(reason);
    assertThat(refused.code()).isEqualTo(ErrorCode.HOSTILE_CONTENT);
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"NONE", "GZIP", "GZIP_FASTEST"})
  void whatGoesInComesOut(Compression compression) throws Exception {
    DocumentLayer layer =
        new DocumentLayer(ELEMENT, compression, Map.of("b", bytes("two"), "a", bytes("one")));
    byte[] stored = layer.open().readAllBytes();
    assertThat(layer.open().readAllBytes()).isEqualTo(stored);
    assertThat(layer.size()).isEqualTo(compression == Compression.NONE ? stored.length : -1);

    Map<String, byte[]> back = read(layer.mediaType(), stored);

    assertThat(back.keySet()).containsExactly("a", "b");
    assertThat(back.get("b")).isEqualTo(bytes("two"));
  }

  @Test
  void itIsTheLayerThatAFolderWithTheseFilesMakes() throws Exception {
    Path context = temp.resolve("context");
    Path folder = context.resolve(FOLDER);
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    for (String name : List.of("a", "b")) {
      Path file = Files.write(folder.resolve(name), bytes(name));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
    Kitfile kitfile =
        new Kitfile(
            "1.0.0",
            Kitfile.Package.NONE,
            null,
            List.of(),
            List.of(),
            List.of(new Kitfile.Docs(FOLDER, null, null)));
    byte[] packed =
        ModelFolder.open(context, kitfile)
            .layers(PackOptions.standard())
            .get(0)
            .open()
            .readAllBytes();

    DocumentLayer layer =
        new DocumentLayer(ELEMENT, Compression.NONE, Map.of("a", bytes("a"), "b", bytes("b")));

    assertThat(layer.open().readAllBytes()).isEqualTo(packed);
    DocumentLayer gzip = new DocumentLayer(ELEMENT, Compression.GZIP, Map.of("a", bytes("a")));
    assertThat(gzip.diffId())
        .isEqualTo(Digest.of(archive("a", "a")))
        .isNotEqualTo(Digest.of(gzip.open().readAllBytes()));
  }

  @Test
  void nothingElseMayBeInIt() throws Exception {
    byte[] honest = archive("a", "one");
    assertThat(read(DOCS, honest)).containsOnlyKeys("a");

    String elsewhere = "something else than the files of the folder .notes/one";
    refused(changed(tar -> tar.file("model.gguf", "evil")), elsewhere);
    refused(changed(tar -> tar.file(".notes/one/sub/b", "evil")), elsewhere);
    refused(changed(tar -> tar.file(".notes/one/../../model.gguf", "evil")), elsewhere);
    refused(changed(tar -> tar.file(".notes/one/..", "evil")), elsewhere);
    refused(changed(tar -> tar.file(".notes/one/a", "again")), elsewhere);
    refused(changed(tar -> tar.directory("code", 0755)), elsewhere);
    refused(changed(tar -> tar.directory(".notes/one/sub", 0755)), elsewhere);
    refused(
        changed(
            tar ->
                tar.special(
                    ".notes/one/b", TarConstants.LF_SYMLINK, it -> it.setLinkName("/etc/passwd"))),
        "a symbolic link");
    refused(new Tars().file(".notes/one/a", 0755, "one").bytes(), elsewhere);
    refused(concat(honest, new byte[512]), elsewhere);
    refused(concat(honest, bytes("hidden")), elsewhere);
    refused(java.util.Arrays.copyOf(honest, honest.length - 1024), "damaged");
    refused(bytes("no archive at all"), "damaged");
  }

  @Test
  void thereAreLimits() throws Exception {
    String hundred = "x".repeat(100);
    assertThat(read(DOCS, archive("a", hundred, "b", "x"))).hasSize(2);
    refused(archive("a", hundred + "x"), "a file in it has more than 100 bytes");
    refused(archive("a", "1", "b", "2", "c", "3"), "more than 2 files");
    refused(new byte[10_000], "10000 bytes, where at most");
    byte[] bomb = Handmade.gzip(new byte[1_000_000]);
    KitrailException refused =
        catchThrowableOfType(KitrailException.class, () -> read(DOCS + "+gzip", bomb));
    assertThat(refused).hasMessageContaining("its archive has more than");
    assertThat(
            catchThrowableOfType(
                KitrailException.class, () -> read(DOCS + "+gzip", bytes("no gzip"))))
        .hasMessageContaining("its compression is damaged");
  }

  private interface Change {
    void apply(Tars tar) throws IOException;
  }

  /** An archive that starts as ours does. */
  private static byte[] changed(Change change) throws IOException {
    Tars tar = new Tars().directory(".notes", 0755).directory(FOLDER, 0755);
    tar.file(".notes/one/a", "one");
    change.apply(tar);
    return tar.bytes();
  }

  private static byte[] archive(String... namesAndTexts) {
    TreeMap<String, byte[]> documents = new TreeMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      documents.put(namesAndTexts[i], bytes(namesAndTexts[i + 1]));
    }
    return DocumentLayer.archive(FOLDER, documents);
  }

  private static byte[] concat(byte[] one, byte[] two) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(two);
    return both.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}

package io.github.kitrail.content.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.FolderContents;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.TarFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No archive, whatever is in it, writes anything but files below the target; or it writes none. */
class HostileArchiveTest {
  @TempDir Path temp;
  private Path target;
  private Map<String, String> before;

  @BeforeEach
  void setUp() throws Exception {
    target = Files.createDirectories(temp.resolve("target"));
    Files.writeString(target.resolve("mine.txt"), "mine");
    Files.writeString(temp.resolve("outside.txt"), "outside");
    before = FolderContents.of(target);
  }

  static Stream<Arguments> hostileEntries() throws IOException {
    return Stream.of(
        Arguments.of("leaves the folder", new Tars().file("../outside.txt", "x").bytes()),
        Arguments.of("leaves the folder", new Tars().file("code/../../x", "x").bytes()),
        Arguments.of("leaves the folder", new Tars().file("code\\..\\..\\x", "x").bytes()),
        Arguments.of("absolute", new Tars().file("/tmp/kitrail-hostile", "x").bytes()),
        Arguments.of("drive letter", new Tars().file("C:/x", "x").bytes()),
        Arguments.of("leaves the folder", new Tars().directory("../dir/", 0755).bytes()),
        Arguments.of(
            "symbolic link",
            new Tars()
                .special("code/l", TarConstants.LF_SYMLINK, e -> e.setLinkName("/etc"))
                .file("code/l/x", "x")
                .bytes()),
        Arguments.of(
            "hard link",
            new Tars()
                .special("code/l", TarConstants.LF_LINK, e -> e.setLinkName("mine.txt"))
                .bytes()),
        Arguments.of("device", new Tars().special("d", TarConstants.LF_CHR, e -> {}).bytes()),
        Arguments.of("device", new Tars().special("d", TarConstants.LF_BLK, e -> {}).bytes()),
        Arguments.of("pipe", new Tars().special("p", TarConstants.LF_FIFO, e -> {}).bytes()),
        Arguments.of(
            "nobody knows", new Tars().special("c", TarConstants.LF_CONTIG, e -> {}).bytes()),
        Arguments.of("nobody knows", new Tars().special("z", (byte) 'Z', e -> {}).bytes()),
        Arguments.of("two entries", new Tars().file("code/a", "1").file("code/a", "2").bytes()),
        Arguments.of("two entries", new Tars().file("code/a", "1").file("code/a/b", "2").bytes()),
        Arguments.of("two entries", new Tars().file("code/a/b", "1").file("code/a", "2").bytes()),
        Arguments.of("two entries", new Tars().file("Kitfile", "model: {}").bytes()));
  }

  @ParameterizedTest
  @MethodSource("hostileEntries")
  void isRefusedAsAWhole(String words, byte[] archive) throws Exception {
    // An honest file comes first: it must not stay.
    byte[] honest = new Tars().file("code/honest.txt", "honest").bytes();
    byte[] layer = join(Arrays.copyOf(honest, 1024), archive);

    assertRefused(Handmade.TAR, layer, ErrorCode.HOSTILE_CONTENT, words);
    assertRefused(Handmade.TAR + "+gzip", Handmade.gzip(layer), ErrorCode.HOSTILE_CONTENT, words);
  }

  @Test
  void anAbsolutePathInALongNameRecordStaysInside() throws Exception {
    String longName = "/" + "d".repeat(90) + "/" + "e".repeat(90) + ".txt";
    Handmade modelKit =
        Handmade.of(temp.resolve("layout"), Handmade.TAR, new Tars().file(longName, "x").bytes());

    assertThat(modelKit.unpack(target, UnpackOptions.NONE))
        .contains(longName.substring(1), "Kitfile");
    assertThat(Path.of(longName)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {700, 1024, 1100, 1536, 2048, 2100})
  void anArchiveThatIsCutOffIsRefused(int length) throws Exception {
    byte[] whole = new Tars().file("code/a", "a".repeat(600)).file("code/b", "b").bytes();

    assertRefused(Handmade.TAR, Arrays.copyOf(whole, length), ErrorCode.HOSTILE_CONTENT, "damaged");
  }

  @Test
  void anEmptyLayerIsRefused() throws Exception {
    assertRefused(Handmade.TAR, new byte[0], ErrorCode.HOSTILE_CONTENT, "cut off");
  }

  @Test
  void gzipThatIsCutOffIsRefused() throws Exception {
    byte[] whole = Handmade.gzip(new Tars().file("code/a", "a".repeat(600)).bytes());

    assertRefused(
        Handmade.TAR + "+gzip",
        Arrays.copyOf(whole, whole.length / 2),
        ErrorCode.HOSTILE_CONTENT,
        "damaged");
  }

  @Test
  void whatIsNoGzipIsRefused() throws Exception {
    assertRefused(
        Handmade.TAR + "+gzip",
        "not gzip at all".getBytes(StandardCharsets.UTF_8),
        ErrorCode.HOSTILE_CONTENT,
        "damaged");
  }

  @Test
  void whatIsNoTarIsRefused() throws Exception {
    byte[] noise = new byte[4096];
    Arrays.fill(noise, (byte) 'x');

    assertRefused(Handmade.TAR, noise, ErrorCode.HOSTILE_CONTENT, "damaged");
  }

  @Test
  void bytesAfterTheEndAreAllowed() throws Exception {
    byte[] archive = new Tars().file("code/a", "a").bytes();
    byte[] more = join(archive, "anything".getBytes(StandardCharsets.UTF_8));

    assertThat(
            Handmade.of(temp.resolve("1"), Handmade.TAR, more)
                .unpack(temp.resolve("t1"), UnpackOptions.NONE))
        .contains("code/a");
    assertThat(
            Handmade.of(temp.resolve("2"), Handmade.TAR + "+gzip", Handmade.gzip(more))
                .unpack(temp.resolve("t2"), UnpackOptions.NONE))
        .contains("code/a");
  }

  @Test
  void aSizeThatTheLayerCannotHoldIsRefusedBeforeItIsWritten() throws Exception {
    byte[] archive = Arrays.copyOf(TarFormat.header("code/a", false, 0644, 7_000_000_000L), 4096);

    assertRefused(Handmade.TAR, archive, ErrorCode.HOSTILE_CONTENT, "7000000000 bytes");
    assertRefused(
        Handmade.TAR + "+gzip", Handmade.gzip(archive), ErrorCode.HOSTILE_CONTENT, "bytes");
  }

  @Test
  void aHeaderThatNeverEndsCostsNoMemory() throws Exception {
    // A name record of 512 MB, a few hundred KB when compressed.
    byte[] header = TarFormat.header("x", false, 0644, 512L * 1024 * 1024);
    setType(header, 'L');
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var gzip = new java.util.zip.GZIPOutputStream(out)) {
      gzip.write(header);
      byte[] name = new byte[1024 * 1024];
      Arrays.fill(name, (byte) 'n');
      for (int i = 0; i < 8; i++) {
        gzip.write(name);
      }
    }

    assertRefused(
        Handmade.TAR + "+gzip", out.toByteArray(), ErrorCode.HOSTILE_CONTENT, "header is larger");
  }

  @Test
  void aSparseFileIsRefused() throws Exception {
    byte[] archive = new Tars().special("code/s", (byte) 'S', e -> {}).bytes();

    assertRefused(Handmade.TAR, archive, ErrorCode.HOSTILE_CONTENT, "sparse");
  }

  @Test
  void aLayerThatDiffersFromItsDigestIsToldAsThat() throws Exception {
    byte[] archive = new Tars().file("code/a", "a").bytes();
    Handmade modelKit = Handmade.of(temp.resolve("layout"), Handmade.TAR, archive);
    Path blob =
        temp.resolve("layout/blobs/sha256/" + modelKit.manifest.layers().get(0).digest().hex());
    archive[600] ^= 1;
    Files.write(blob, archive);
    assertCode(modelKit, ErrorCode.DIGEST_MISMATCH, "not what it claims to be");

    Arrays.fill(archive, (byte) 'x');
    Files.write(blob, archive);
    assertCode(modelKit, ErrorCode.DIGEST_MISMATCH, "not what it claims to be");
  }

  @Test
  void aConfigThatContradictsTheManifestIsRefused() throws Exception {
    byte[] archive = new Tars().file("code/a", "a").bytes();
    Digest other = Digest.of(new byte[1]);

    assertCode(
        Handmade.of(temp.resolve("1"), Handmade.TAR, archive, other, null),
        ErrorCode.DIGEST_MISMATCH,
        "contradicts itself");
    assertCode(
        Handmade.of(temp.resolve("2"), Handmade.TAR, archive, Digest.of(archive), other),
        ErrorCode.DIGEST_MISMATCH,
        "contradicts itself");
    byte[] gzip = Handmade.gzip(archive);
    assertCode(
        Handmade.of(temp.resolve("3"), Handmade.TAR + "+gzip", gzip, Digest.of(gzip), other),
        ErrorCode.DIGEST_MISMATCH,
        "contradicts itself");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.kitops.modelkit.code.v1.raw",
        "application/vnd.cncf.model.code.v1.tar"
      })
  void aLayerThatCannotBeReadYetIsNamed(String mediaType) throws Exception {
    assertRefused(mediaType, new byte[10], ErrorCode.BAD_INPUT, mediaType);
  }

  @Test
  void aLayerThatTheConfigDoesNotNameIsRefused() throws Exception {
    assertRefused(
        "application/vnd.kitops.modelkit.docs.v1.tar",
        new Tars().file("code/a", "a").bytes(),
        ErrorCode.HOSTILE_CONTENT,
        "does not name");
  }

  @Test
  void namesThatOnlyDifferInCaseCollideWhereCaseIsFolded() throws Exception {
    StagedEntries folding = new StagedEntries(true);
    List<StagedEntry> both =
        List.of(
            new StagedEntry("code/A.txt", 0644, temp), new StagedEntry("code/a.txt", 0644, temp));

    assertThatThrownBy(() -> folding.add(both)).hasMessageContaining("A.txt");
    new StagedEntries(false).add(both);
  }

  private void assertRefused(String mediaType, byte[] layer, ErrorCode code, String words)
      throws Exception {
    Path layout = Files.createTempDirectory(temp, "layout");
    assertCode(Handmade.of(layout, mediaType, layer), code, words);
  }

  private void assertCode(Handmade modelKit, ErrorCode code, String words) throws Exception {
    KitrailException refused =
        catchThrowableOfType(
            KitrailException.class, () -> modelKit.unpack(target, UnpackOptions.NONE));
    assertThat(refused).isNotNull().hasMessageContaining(words);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(FolderContents.of(target)).isEqualTo(before);
    assertThat(temp.resolve("outside.txt")).hasContent("outside");
    assertThat(temp.resolve("x")).doesNotExist();
    assertThat(temp.resolve("dir")).doesNotExist();
  }

  /** Overwrites the type in a header, and its checksum. */
  private static void setType(byte[] header, char type) {
    header[156] = (byte) type;
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    byte[] checksum = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(checksum, 0, header, 148, 8);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}

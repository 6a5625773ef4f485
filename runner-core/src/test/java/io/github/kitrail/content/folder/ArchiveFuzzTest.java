package io.github.kitrail.content.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.FolderContents;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.modelkit.LayerType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Archives with random damage: unpacked or refused in words, and never outside of the target. */
class ArchiveFuzzTest {
  private static final LayerType PLAIN = new LayerType(LayerKind.CODE, Compression.NONE);
  private static final LayerType GZIP = new LayerType(LayerKind.CODE, Compression.GZIP);

  private static Path temp;

  @BeforeContainer
  static void setUp() throws IOException {
    temp = Files.createTempDirectory("kitrail-fuzz");
    Files.createDirectories(temp.resolve("a/b/target"));
  }

  @AfterContainer
  static void tearDown() throws IOException {
    try (var files = Files.walk(temp)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 300)
  void damagedTar(@ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int damages)
      throws Exception {
    unpack(PLAIN, damage(archive(), random, damages));
  }

  @Property(tries = 100)
  void damagedGzip(@ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int damages)
      throws Exception {
    unpack(GZIP, damage(Handmade.gzip(archive()), random, damages));
  }

  @Property(tries = 100)
  void tarThatWasDamagedBeforeItWasCompressed(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int damages) throws Exception {
    unpack(GZIP, Handmade.gzip(damage(archive(), random, damages)));
  }

  private static byte[] archive() throws IOException {
    return new Tars()
        .directory("code/", 0755)
        .file("code/a.txt", "a".repeat(700))
        .file("code/" + "long".repeat(40) + ".txt", "long")
        .file("code/ü.txt", "ü")
        .bytes();
  }

  private static byte[] damage(byte[] bytes, Random random, int damages) {
    String interesting = "\0/.\\0123456789SLKxg5271=\n\u00ff";
    for (int i = 0; i < damages; i++) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) interesting.charAt(random.nextInt(interesting.length()));
      if (random.nextInt(3) == 0 && bytes.length >= 512) {
        fixChecksum(bytes, at / 512 * 512);
      }
    }
    return bytes;
  }

  /** Or else nearly every damage would end at the checksum. */
  private static void fixChecksum(byte[] bytes, int block) {
    if (block + 512 <= bytes.length) {
      int sum = 8 * ' ';
      for (int i = 0; i < 512; i++) {
        sum += i >= 148 && i < 156 ? 0 : bytes[block + i] & 0xff;
      }
      byte[] octal = String.format("%06o\0 ", sum).getBytes();
      System.arraycopy(octal, 0, bytes, block + 148, 8);
    }
  }

  private static void unpack(LayerType type, byte[] layer) throws Exception {
    Path target = temp.resolve("a/b/target");
    TargetFolder folder = new TargetFolder(target, UnpackOptions.NONE);
    AssetLayer wanted =
        new AssetLayer(
            Descriptor.of(type.mediaType(), layer),
            type,
            new KitfileLayer(LayerKind.CODE, 0, null, "code", null));
    try (StagingDirectory staging = StagingDirectory.create(target)) {
      StagedEntries entries = new StagedEntries(false);
      entries.add(
          new LayerExtraction(wanted, folder, staging, 0).extract(new ByteArrayInputStream(layer)));
      new Placement(folder, staging).run(entries.all());
    } catch (KitrailException e) {
      assertThat(e.code()).isIn(ErrorCode.HOSTILE_CONTENT, ErrorCode.BAD_INPUT);
      assertThat(e.getMessage()).doesNotContain("\n", "\0", "null");
    }
    Map<String, String> all = FolderContents.of(temp);
    assertThat(all.keySet())
        .allMatch(p -> "a/b/target".startsWith(p) || p.startsWith("a/b/target/"));
    clear(target);
  }

  private static void clear(Path target) throws IOException {
    try (var files = Files.walk(target)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (!file.equals(target)) {
          Files.delete(file);
        }
      }
    }
  }
}

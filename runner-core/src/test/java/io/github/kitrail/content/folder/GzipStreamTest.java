package io.github.kitrail.content.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GzipStreamTest {
  @TempDir Path temp;

  /** Half of it compresses well, half of it not at all. */
  private static byte[] content(int length) {
    byte[] content = new byte[length];
    Random random = new Random(1);
    for (int i = 0; i < length; i++) {
      content[i] = (byte) ((i >> 14) % 2 == 0 ? random.nextInt(256) : (i * i) >> 5 & 15);
    }
    return content;
  }

  private static byte[] compress(byte[] content, int level, int workers) throws IOException {
    try (InputStream in = new GzipStream(new ByteArrayInputStream(content), level, workers)) {
      return in.readAllBytes();
    }
  }

  private static byte[] decompress(byte[] gzip) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 40_000, GzipBlock.BYTES - 1, GzipBlock.BYTES, GzipBlock.BYTES + 1, 3_000_001})
  void theBytesAreReadableAndTheSameWithAnyNumberOfWorkers(int length) throws Exception {
    byte[] content = content(length);
    byte[] one = compress(content, Deflater.DEFAULT_COMPRESSION, 1);

    assertThat(decompress(one)).isEqualTo(content);
    assertThat(compress(content, Deflater.DEFAULT_COMPRESSION, 4)).isEqualTo(one);
    assertThat(decompress(compress(content, Deflater.BEST_SPEED, 3))).isEqualTo(content);
  }

  @Test
  void theHeaderIsTheOneThatGoWrites() throws Exception {
    assertThat(compress(new byte[9], Deflater.BEST_SPEED, 1))
        .startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255);
    assertThat(compress(new byte[9], Deflater.DEFAULT_COMPRESSION, 1))
        .startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
  }

  @Test
  void blocksLookBackAcrossTheirBorders() throws Exception {
    byte[] content = content(GzipBlock.BYTES * 4);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(whole)) {
      out.write(content);
    }

    assertThat(compress(content, Deflater.DEFAULT_COMPRESSION, 2).length)
        .isLessThan(whole.size() + whole.size() / 200);
  }

  @Test
  void gzipItselfFindsNoFault() throws Exception {
    assumeThat(Path.of("/usr/bin/gzip")).exists();
    Path file = temp.resolve("a.gz");
    Files.write(file, compress(content(2_000_000), Deflater.DEFAULT_COMPRESSION, 4));

    Process gzip = new ProcessBuilder("gzip", "-t", file.toString()).inheritIO().start();

    assertThat(gzip.waitFor()).isZero();
  }

  @Test
  void aFailureOfTheContentIsPassedOn() throws Exception {
    InputStream broken =
        new InputStream() {
          private int left = GzipBlock.BYTES * 3;

          @Override
          public int read() throws IOException {
            if (left-- == 0) {
              throw new IOException("the file changed");
            }
            return 1;
          }
        };
    try (InputStream in = new GzipStream(broken, 1, 2)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessage("the file changed");
    }
  }

  @Test
  void anInterruptEndsTheWaitAndClosingEndsTheWorkers() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (InputStream in = new GzipStream(new ByteArrayInputStream(content(9_000_000)), 9, 2)) {
      in.readNBytes(500);
      Thread.currentThread().interrupt();
      assertThatThrownBy(in::readAllBytes).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("kitrail-gzip") && !before.contains(thread)) {
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }
}

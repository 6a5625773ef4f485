package io.jenkins.plugins.kitrail.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedLinesTest {
  private static final String PEM =
      """
      -----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----
      eyJrZGYiOnsibmFtZSI6InNjcnlwdCIsInBhcmFtcyI6eyJOIjo2NTUzNiwiciI6
      OCwicCI6MX0sInNhbHQiOiJrWm4=
      -----END ENCRYPTED SIGSTORE PRIVATE KEY-----
      """;
  private static final SecretMask MASK =
      new SecretMask(List.of("hunter2", "hunter2-longer", "gehöim", "bot:hunter2", PEM, " ", ""));
  private static final String LOG =
      "pushed with hunter2, hunter2-longer and gehöim\r\n"
          + "Authorization: Basic Ym90Omh1bnRlcjI=\n"
          + "OCwicCI6MX0sInNhbHQiOiJrWm4= -----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n"
          + "模型 at the end: hunter2";
  private static final String MASKED =
      "pushed with ****, **** and ****\r\n"
          + "Authorization: Basic ****\n"
          + "**** -----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n"
          + "模型 at the end: ****\n";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  /** Each look at the agent gets bytes up to anywhere; the reader may be another one each time. */
  @Test
  void aSecretIsMaskedWhereverTheBytesAreCut() throws IOException {
    byte[] bytes = LOG.getBytes(StandardCharsets.UTF_8);
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second += 7) {
        log.reset();
        byte[] pending = {};
        for (byte[] piece :
            List.of(
                Arrays.copyOf(bytes, first),
                Arrays.copyOfRange(bytes, first, second),
                Arrays.copyOfRange(bytes, second, bytes.length))) {
          MaskedLines lines = new MaskedLines(log, MASK, pending);
          lines.write(piece);
          pending = lines.pending();
          assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("hunter", "Omh1");
        }
        new MaskedLines(log, MASK, pending).finish();
        assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo(MASKED);
      }
    }
  }

  @Test
  void memoryIsBoundedInALineWithoutEnd() throws IOException {
    MaskedLines lines = new MaskedLines(log, MASK, new byte[0]);
    for (int i = 0; i < 40_000; i++) {
      lines.write("......hunter2-longer".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(lines.pending().length).isLessThan(128 * 1024);
    lines.finish();
    assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("......****".repeat(40_000) + "\n");
  }

  @Test
  void whatIsNoTextStaysAsItIs() throws IOException {
    byte[] bytes = {(byte) 0xff, (byte) 0xc3, 'h', 'u', 'n', 't', 'e', 'r', '2', (byte) 0x80, '\n'};
    new MaskedLines(log, MASK, new byte[0]).write(bytes);
    assertThat(log.toByteArray()).containsExactly(0xff, 0xc3, '*', '*', '*', '*', 0x80, '\n');
  }

  @Test
  void theToolsLastWordIsRememberedWithoutSecrets() throws IOException {
    MaskedLines lines = new MaskedLines(log, MASK, new byte[0]);
    lines.write(
        "kitrail: a warning\nkitrail: no entry for hunter2\nother: x\n"
            .getBytes(StandardCharsets.UTF_8));
    assertThat(lines.sentence()).isEqualTo("no entry for ****");
  }

  @Test
  void aBlocksLogEndsAsItsLastLineDoes() throws IOException {
    MaskedLines lines = new MaskedLines(log, MASK, new byte[0]);
    lines.write("no newline, hunter2".getBytes(StandardCharsets.UTF_8));
    lines.close();
    assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("no newline, ****");
  }

  @Test
  void withoutSecretsNothingIsMasked() throws IOException {
    MaskedLines lines = new MaskedLines(log, new SecretMask(List.of()), new byte[0]);
    lines.write("a\n".getBytes(StandardCharsets.UTF_8));
    assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("a\n");
  }
}

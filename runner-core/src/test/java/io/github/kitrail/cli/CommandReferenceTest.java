package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/cli.md is made from the commands; {@code -Dkitrail.update=true} writes it anew. */
class CommandReferenceTest {
  private static final Path DOCUMENT = Path.of("../docs/cli.md");

  @Test
  void theCommandReferenceSaysWhatTheCommandsSay() throws IOException {
    String expected = CommandReference.markdown();
    if (Boolean.getBoolean("kitrail.update")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(Files.readString(DOCUMENT))
        .as(
            "docs/cli.md is out of date; ./mvnw test -Dtest=CommandReferenceTest -Dkitrail.update=true writes it")
        .isEqualTo(expected);
  }
}

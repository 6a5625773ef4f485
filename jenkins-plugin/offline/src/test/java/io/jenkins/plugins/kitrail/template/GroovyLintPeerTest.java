package io.jenkins.plugins.kitrail.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** npm-groovy-lint has nothing to say about the pipelines, and something about broken ones. */
@Tag("peer")
class GroovyLintPeerTest {
  private record Ended(int status, String text) {}

  @TempDir Path temp;

  @Test
  void itFindsNothing() throws Exception {
    Ended ended = lint(Templates.groovy());
    assertThat(ended.status()).as(ended.text()).isZero();
    assertThat(ended.text()).as(ended.text()).contains("10 linted files");
  }

  @ParameterizedTest
  @CsvSource({
    "'  stages {','  stages',NglParseError",
    "'Map settings = [','def unused = 1\nMap settings = [',UnusedVariable",
    "'    timeout(','     timeout(',Indentation"
  })
  void itFindsWhatIsWrong(String before, String after, String rule) throws Exception {
    String text = Files.readString(Templates.jenkinsfile("ci"));
    assertThat(text).contains(before);
    Ended ended =
        lint(List.of(Files.writeString(temp.resolve("Jenkinsfile"), text.replace(before, after))));
    assertThat(ended.status()).as(ended.text()).isNotZero();
    assertThat(ended.text()).contains(rule);
  }

  private static Ended lint(List<Path> files) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program().toString()));
    // Without a server, which would listen on all interfaces, and without telling anybody that it
    // was used.
    command.addAll(List.of("--noserver", "--no-insight", "--failon", "info", "--output", "txt"));
    command.addAll(List.of("--config", Templates.ROOT.toString()));
    files.forEach(it -> command.add(it.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("NO_COLOR", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), text.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  /** As io.github.kitrail.Peers does it, in runner-core's tests. */
  private static Path program() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path program = Path.of(folder, "npm-groovy-lint");
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    String message = "the peer npm-groovy-lint is not installed; tools/peers installs it";
    return "required".equals(System.getenv("KITRAIL_PEERS")) ? fail(message) : abort(message);
  }
}

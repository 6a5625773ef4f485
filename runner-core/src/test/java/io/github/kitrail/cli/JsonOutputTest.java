package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.fixture.Access;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each command prints one JSON record with {@code --output json}, and nothing else on stdout. */
class JsonOutputTest {
  @TempDir Path temp;
  private final Set<String> seen = new LinkedHashSet<>();
  private CommandRun.Shell shell;

  private JsonNode json(String... args) throws Exception {
    seen.add(args[0]);
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--output", "json"));
    CommandRun run = shell.run(all.toArray(String[]::new));
    assertThat(run.status()).as(args[0] + ": " + run.err()).isZero();
    JsonNode record = run.json();
    assertThat(record.path("schemaVersion").asInt()).as(args[0]).isEqualTo(1);
    assertThat(record.size()).as(args[0]).isGreaterThan(1);
    return record;
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void everyCommandPrintsOneRecord() throws Exception {
    shell = CommandRun.in(temp.resolve("home"));
    Path example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    String folder = example.toString();
    String out = temp.resolve("out").toString();
    Path predicate = Files.writeString(temp.resolve("predicate.json"), "{\"by\": \"ann\"}");
    Access access = Access.basic("ann", "secret");
    try (FixtureRegistry registry = FixtureRegistry.builder().access(access).start()) {
      shell = shell.typing("secret");
      json("login", registry.host(), "-u", "ann", "--password-stdin", "--plain-http");
      String digest = json("run", folder).path("digest").asText();
      String key = temp.resolve("home/kitrail/development.key").toString();
      String[] pack = {"pack", folder, "-t", "m:1", "--expect", "signature"};
      JsonNode packed =
          json(with(pack, "--expect=slsa-provenance", "--expect=test-result", "--expect=ml-bom"));
      assertThat(packed.path("digest").asText()).isEqualTo(digest);
      String remote = registry.host() + "/team/m:1";
      json("publish", folder, "-t", remote, "--plain-http");
      json("push", "m:1", remote, "--plain-http");
      json("pull", remote, "--plain-http");
      json("promote", remote, registry.host() + "/team/other:1", "--plain-http");
      json("unpack", "m:1", "-d", out);
      json("list");
      json("inspect", "m:1");
      json("info", "m:1");
      json("diff", "m:1", remote);
      json("chain", "m:1");
      json("tag", "m:1", "m:2");
      json("remove", "m:2");
      shell = shell.with("COSIGN_PASSWORD", "pw");
      json("generate-key", "--out", temp.resolve("new").toString());
      JsonNode signed = json("sign", "m:1", "--key", key);
      assertThat(signed.path("digest").asText()).startsWith("sha256:");
      String type = "https://example.com/t";
      String pub = temp.resolve("home/kitrail/development.pub").toString();
      json("attest", "m:1", "--type", type, "--predicate", predicate.toString(), "--key", key);
      json("verify", "m:1", "--key", pub, "--type", type);
      String bundle = temp.resolve("model.sig").toString();
      json("attest", "m:1", "--type", "model-signing", "--bundle", bundle, "--key", key);
      json("verify-folder", out, "--bundle", bundle, "--key", pub);
      json("attestations", "m:1");
      String policy = example.resolve("policy.yaml").toString();
      json("gate", "faq-bot:1.0.0", "--policy", policy, "--key", pub);
      JsonNode tests = json("test", folder);
      assertThat(tests.at("/tests/passed").asInt()).isEqualTo(11);
      json("render", "m:1", "--target", "ollama", "-d", temp.resolve("ollama").toString());
      json("init", out, "--force");
      assertThat(json("dev", "stop").path("stopped").asBoolean()).isFalse();
      json("logout", registry.host());
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(Commands.all().keySet());
  }
}

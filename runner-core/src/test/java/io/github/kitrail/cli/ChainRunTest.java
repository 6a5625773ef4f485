package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ModelKit whose model is another ModelKit, through every command that meets it. */
class ChainRunTest {
  private static final String MODEL = "model/faq-bot.gguf";
  private static final String SPEC =
      """
      tests:
        - name: delivery
          prompt: "Question: Can you bring the bread to my house?\\nAnswer:"
          maxTokens: 32
          temperature: 0
          assert: [{contains: "Yes, by bicycle within five kilometres, for 3 euros."}]
      """;

  @TempDir Path temp;
  private Path example;
  private Path upper;
  private Path spec;
  private CommandRun.Shell shell;

  @BeforeEach
  void aBaseAndAFolderOnIt() throws Exception {
    shell = CommandRun.in(temp.resolve("home"));
    example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    ok("pack", example.toString(), "-t", "base:1");
    upper = folder("upper", "base:1");
    spec = Files.writeString(temp.resolve("spec.yaml"), SPEC);
  }

  /** A folder that stands on a base and has a part, a dataset and a document of its own. */
  private Path folder(String name, String base) throws Exception {
    Path folder = Files.createDirectories(temp.resolve(name));
    Files.writeString(folder.resolve("own.jsonl"), "{\"of\": \"" + name + "\"}\n");
    Files.writeString(folder.resolve("OWN.md"), "# " + name + "\n");
    Files.writeString(folder.resolve(name + ".txt"), "of " + name + "\n");
    Files.writeString(
        folder.resolve("Kitfile"),
        """
        manifestVersion: 1.0.0
        package: {name: %s, version: 2.0.0}
        model: {name: %s, path: "%s", parts: [{name: words, path: %s.txt}]}
        datasets: [{name: own, path: own.jsonl}]
        docs: [{path: OWN.md}]
        """
            .formatted(name, name, base, name));
    return folder;
  }

  private CommandRun ok(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private CommandRun fails(int status, String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.err()).isEqualTo(status);
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
    return run;
  }

  private static List<String> files(Path folder) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private String digest(String reference) throws Exception {
    return ok("inspect", reference, "--output", "json").json().path("digest").asText();
  }

  @Test
  void unpackLaysOutTheModelOfTheBaseAndTheRestOfItsOwn() throws Exception {
    ok("pack", upper.toString(), "-t", "upper:1");
    Path all = temp.resolve("all");
    ok("unpack", "upper:1", "-d", all.toString());
    assertThat(files(all)).containsExactly("Kitfile", "OWN.md", MODEL, "own.jsonl", "upper.txt");
    assertThat(all.resolve(MODEL)).hasSameBinaryContentAs(example.resolve(MODEL));
    assertThat(all.resolve("Kitfile")).content().contains("base:1", "upper");

    Path model = temp.resolve("only-model");
    ok("unpack", "upper:1", "-d", model.toString(), "--filter", "model");
    assertThat(files(model)).containsExactly(MODEL, "upper.txt");
    Path docs = temp.resolve("only-docs");
    ok("unpack", "upper:1", "-d", docs.toString(), "--filter", "docs");
    assertThat(files(docs)).containsExactly("OWN.md");
  }

  @Test
  void testAnswersWithTheModelOfTheBase() {
    CommandRun folder = ok("test", upper.toString(), "--spec", spec.toString());
    assertThat(folder.out()).contains("2 passed, 0 failed");
    ok("pack", upper.toString(), "-t", "upper:1");
    CommandRun packed = ok("test", "upper:1", "--spec", spec.toString());
    assertThat(packed.out()).contains("2 passed, 0 failed");
  }

  @Test
  void renderLaysOutTheModelOfTheBase() throws Exception {
    ok("pack", upper.toString(), "-t", "upper:1");
    Path compose = temp.resolve("compose");
    ok("render", "upper:1", "--target", "llama-cpp", "-d", compose.toString());
    assertThat(files(compose)).anyMatch(file -> file.endsWith("faq-bot.gguf"));
    Path ollama = temp.resolve("ollama");
    ok("render", "upper:1", "--target", "ollama", "-d", ollama.toString());
    String from =
        Files.readAllLines(ollama.resolve("Modelfile")).stream()
            .filter(line -> line.startsWith("FROM "))
            .findFirst()
            .orElseThrow()
            .substring("FROM ".length())
            .replace("\"\"\"", "");
    assertThat(ollama.resolve(from).normalize()).hasSameBinaryContentAs(example.resolve(MODEL));
  }

  @Test
  void chainNamesTheBasesByDigest() throws Exception {
    ok("pack", upper.toString(), "-t", "upper:1");
    ok("pack", folder("third", "upper:1").toString(), "-t", "third:1");
    assertThat(ok("chain", "third:1").out())
        .contains("upper@" + digest("upper:1"), "base@" + digest("base:1"));
    JsonNode links = ok("chain", "third:1", "--output", "json").json().path("links");
    assertThat(links.findValuesAsText("named")).containsExactly("upper:1", "base:1");
    assertThat(ok("chain", "base:1").out()).contains("stands on no other ModelKit");

    Path target = temp.resolve("three");
    ok("unpack", "third:1", "-d", target.toString());
    assertThat(files(target))
        .containsExactly("Kitfile", "OWN.md", MODEL, "own.jsonl", "third.txt", "upper.txt");
    assertThat(target.resolve("OWN.md")).hasContent("# third\n");
    assertThat(ok("test", "third:1", "--spec", spec.toString()).out()).contains("2 passed");
  }

  @Test
  void aRunNamesTheBaseInItsProvenance() throws Exception {
    Files.writeString(upper.resolve("smoke.yaml"), SPEC);
    Files.writeString(
        upper.resolve("kitrail.yaml"),
        """
        version: 1
        reference: upper:${version}
        test: smoke.yaml
        attest: [slsa-provenance, test-result]
        render: [{target: llama-cpp, to: deploy/llama-cpp}]
        """);
    JsonNode report = ok("run", upper.toString(), "--output", "json").json();
    assertThat(report.path("tests").path("passed").asInt()).isEqualTo(2);
    assertThat(files(upper.resolve("deploy"))).anyMatch(file -> file.endsWith("faq-bot.gguf"));

    Path bundles = temp.resolve("bundles");
    ok("attestations", "upper:2.0.0", "--export", bundles.toString());
    JsonNode provenance = null;
    for (String name : files(bundles)) {
      JsonNode bundle = new ObjectMapper().readTree(bundles.resolve(name).toFile());
      byte[] payload =
          Base64.getDecoder().decode(bundle.path("dsseEnvelope").path("payload").asText());
      JsonNode statement = new ObjectMapper().readTree(payload);
      if (statement.path("predicateType").asText().equals("https://slsa.dev/provenance/v1")) {
        provenance = statement;
      }
    }
    assertThat(provenance).isNotNull();
    assertThat(provenance.at("/predicate/buildDefinition/resolvedDependencies"))
        .anySatisfy(
            dependency -> {
              assertThat("sha256:" + dependency.at("/digest/sha256").asText())
                  .isEqualTo(digest("base:1"));
              assertThat(dependency.path("name").asText()).isEqualTo("base:base:1");
            });
  }

  @Test
  void tenLinksAreFollowedAndNoMore() throws Exception {
    String below = "base:1";
    for (int i = 1; i <= 10; i++) {
      ok("pack", folder("l" + i, below).toString(), "-t", "l" + i + ":1");
      below = "l" + i + ":1";
    }
    ok("unpack", "l10:1", "-d", temp.resolve("ten").toString());
    Path eleventh = folder("l11", below);
    assertThat(fails(2, "pack", eleventh.toString(), "-t", "l11:1").err())
        .contains("longer than 10 links", "l1:1", "l10:1", "base:1");
    assertThat(fails(6, "inspect", "l11:1").err()).contains("l11:1");
  }

  @Test
  void aCycleIsNamed() throws Exception {
    ok("tag", "base:1", "a:1");
    ok("pack", folder("b", "a:1").toString(), "-t", "b:1");
    ok("pack", folder("c", "b:1").toString(), "-t", "c:1");
    ok("tag", "c:1", "a:1");
    Path target = temp.resolve("cycle");
    for (String[] command :
        new String[][] {
          {"unpack", "a:1", "-d", target.toString()},
          {"chain", "c:1"},
          {"test", "a:1", "--spec", spec.toString()},
          {"render", "a:1", "--target", "ollama", "-d", target.toString()},
          {"pack", folder("d", "a:1").toString(), "-t", "d:1"},
        }) {
      assertThat(fails(2, command).err()).contains("form a cycle", "a:1 -> b:1");
    }
    assertThat(target).doesNotExist();
    ok("unpack", "a:1", "-d", target.toString(), "--filter", "docs");
    assertThat(files(target)).containsExactly("OWN.md");
  }

  @Test
  void nothingIsPackedUnderTheNameOfItsOwnBase() throws Exception {
    ok("pack", upper.toString(), "-t", "upper:1");
    String before = digest("base:1");
    String again = folder("again", "upper:1").toString();
    for (String name : List.of("base:1", "upper:2,1", "store:upper:1")) {
      String command = name.startsWith("store:") ? "publish" : "pack";
      assertThat(fails(2, command, again, "-t", name).err()).contains("form a cycle", "stands on");
    }
    assertThat(fails(2, "run", again, "-t", "base:1").err()).contains("validate failed", "base:1");
    assertThat(digest("base:1")).isEqualTo(before);
    ok("pack", folder("pinned", "base@" + before).toString(), "-t", "base:1");
    ok("unpack", "base:1", "-d", temp.resolve("pinned-out").toString());
  }

  @Test
  void aBaseThatIsMissingIsNamed() throws Exception {
    Path lonely = folder("lonely", "no-such-base:1");
    assertThat(fails(6, "pack", lonely.toString(), "-t", "lonely:1").err())
        .contains("Could not read the base ModelKit no-such-base:1");
    ok("pack", upper.toString(), "-t", "upper:1");
    ok("remove", "base:1");
    Path target = temp.resolve("missing");
    assertThat(fails(6, "unpack", "upper:1", "-d", target.toString()).err())
        .contains("Could not read the base ModelKit base:1", "upper:1");
    assertThat(target).doesNotExist();
    assertThat(fails(6, "test", "upper:1", "--spec", spec.toString()).err()).contains("base:1");
  }

  @Test
  void pullBringsTheBasesFromTheirRegistries() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String base = registry.host() + "/team/base:1";
      String name = registry.host() + "/team/upper:1";
      ok("publish", example.toString(), "-t", base, "--plain-http");
      ok("publish", folder("remote", base).toString(), "-t", name, "--plain-http");
      assertThat(ok("chain", name, "--plain-http").out()).contains("/team/base@sha256:");
      Path straight = temp.resolve("straight");
      ok("unpack", name, "-d", straight.toString(), "--plain-http");
      assertThat(files(straight)).contains(MODEL);

      ok("pull", name, "--plain-http");
      assertThat(ok("list").out()).contains(registry.host() + "/team/base");
    }
    Path target = temp.resolve("pulled");
    ok("unpack", shellName("upper"), "-d", target.toString());
    assertThat(files(target))
        .containsExactly("Kitfile", "OWN.md", MODEL, "own.jsonl", "remote.txt");
    assertThat(target.resolve(MODEL)).hasSameBinaryContentAs(example.resolve(MODEL));
  }

  /** The one reference of the store that ends with this repository. */
  private String shellName(String repository) throws Exception {
    for (JsonNode entry : ok("list", "--output", "json").json().path("modelKits")) {
      if (entry.path("repository").asText().endsWith("/" + repository)) {
        return entry.path("repository").asText() + ":1";
      }
    }
    throw new AssertionError("no " + repository + " in the store");
  }
}

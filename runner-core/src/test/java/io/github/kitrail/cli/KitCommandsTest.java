package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.fixture.FixtureRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that kit has, too. */
class KitCommandsTest {
  @TempDir Path temp;
  private CommandRun.Shell shell;
  private Path folder;

  @BeforeEach
  void aFolder() throws IOException {
    shell = CommandRun.in(temp.resolve("home"));
    folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "weights ".repeat(5000));
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/a.py"), "print(1)\n");
    Files.writeString(folder.resolve("data.csv"), "a,b\n1,2\n");
    Files.writeString(folder.resolve("README.md"), "# m\n");
    Files.writeString(
        folder.resolve("Kitfile"),
        """
        manifestVersion: 1.0.0
        package: {name: m, version: 1.2.3, authors: [ann, bob]}
        model: {name: m, path: model.gguf, parameters: {temperature: 0.5}}
        code: [{path: src}]
        datasets: [{name: d, path: data.csv}]
        docs: [{path: README.md}]
        """);
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

  private String pack(String... names) throws Exception {
    String digest = "";
    for (String name : names) {
      digest =
          ok("pack", folder.toString(), "-t", name, "--output", "json")
              .json()
              .path("digest")
              .asText();
    }
    return digest;
  }

  /** As REPOSITORY:TAG,TAG. */
  private List<String> listed() throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonNode entry : ok("list", "--output", "json").json().path("modelKits")) {
      List<String> tags = new ArrayList<>();
      entry.path("tags").forEach(tag -> tags.add(tag.asText()));
      names.add(entry.path("repository").asText() + ":" + String.join(",", tags));
    }
    return names;
  }

  private long bytesOfBlobs() throws IOException {
    try (Stream<Path> all = Files.walk(temp.resolve("home/storage/blobs"))) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void initWritesAKitfileThatPacks() throws Exception {
    assertThat(fails(2, "init", folder.toString()).err()).contains("--force");
    assertThat(Files.readString(folder.resolve("Kitfile"))).contains("1.2.3");
    ok(
        "init",
        folder.toString(),
        "--force",
        "--name",
        "fresh",
        "--desc",
        "d: e",
        "--author",
        "ann");
    assertThat(Files.readString(folder.resolve("Kitfile"))).contains("fresh", "ann");
    assertThat(files(folder))
        .containsExactly("Kitfile", "README.md", "data.csv", "model.gguf", "src/a.py");
    pack("fresh:1");
    Path out = temp.resolve("out");
    ok("unpack", "fresh:1", "-d", out.toString());
    assertThat(files(out)).isEqualTo(files(folder));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theKitfileOfInitIsAsReadableAsAnyFile() throws Exception {
    Files.delete(folder.resolve("Kitfile"));
    ok("init", folder.toString());
    assertThat(Files.getPosixFilePermissions(folder.resolve("Kitfile")))
        .isEqualTo(Files.getPosixFilePermissions(folder.resolve("README.md")))
        .contains(PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void infoAndInspect() throws Exception {
    String digest = pack("m:1");
    assertThat(ok("info", "m:1").out()).contains("name: m", "path: model.gguf", "ann");
    assertThat(ok("info", "m:1", "--filter", "model.parameters").out())
        .contains("temperature: 0.5")
        .doesNotContain("model.gguf");
    assertThat(ok("info", "m:1", "--filter", "package.version").out()).isEqualTo("1.2.3\n");
    assertThat(fails(2, "info", "m:1", "--filter", "model.nothing").err()).contains("nothing");
    JsonNode inspected = ok("inspect", "m:1").json();
    assertThat(inspected.path("digest").asText()).isEqualTo(digest);
    assertThat(inspected.at("/manifest/layers")).hasSize(4);
    assertThat(inspected.at("/kitfile/model/path").asText()).isEqualTo("model.gguf");
    assertThat(ok("inspect", "m@" + digest).json()).isEqualTo(json("inspect", "m@" + digest));
  }

  private JsonNode json(String... args) throws Exception {
    return ok(Stream.concat(Stream.of(args), Stream.of("--output", "json")).toArray(String[]::new))
        .json();
  }

  @Test
  void diffTellsWhatIsSharedAndWhatIsNot() throws Exception {
    pack("m:1");
    ok("tag", "m:1", "other:1");
    assertThat(ok("diff", "m:1", "other:1").out()).contains("identical");
    Files.writeString(folder.resolve("model.gguf"), "other");
    pack("m:2");
    JsonNode diff = json("diff", "m:1", "m:2");
    assertThat(diff.path("identical").asBoolean(true)).isFalse();
    assertThat(diff.path("sameConfig").asBoolean(true)).isFalse();
    assertThat(diff.path("shared")).hasSize(3);
    assertThat(diff.path("onlyFirst").findValuesAsText("path")).containsExactly("model.gguf");
    assertThat(diff.path("onlySecond").findValuesAsText("path")).containsExactly("model.gguf");
    assertThat(ok("diff", "local://m:1", "local://m:2").out()).contains("Only in m@sha256:");
    fails(6, "diff", "m:1", "m:3");
  }

  @Test
  void severalTagsAtOnce() throws Exception {
    pack("m:1,latest,stable");
    assertThat(listed()).containsExactly("m:1,latest,stable");
    ok("remove", "m:latest");
    assertThat(listed()).containsExactly("m:1,stable");
    ok("tag", "m:1", "m:next,newest");
    assertThat(listed()).containsExactly("m:1,newest,next,stable");
    ok("remove", "m:1,stable,next,newest");
    assertThat(listed()).isEmpty();
    assertThat(bytesOfBlobs()).isZero();
  }

  @Test
  void aModelKitWithoutAName() throws Exception {
    String digest = json("pack", folder.toString()).path("digest").asText();
    assertThat(digest).startsWith("sha256:");
    assertThat(ok("list").out()).contains("<none>", digest);
    Path out = temp.resolve("out");
    ok("unpack", digest, "-d", out.toString());
    assertThat(files(out)).isEqualTo(files(folder));
    ok("remove", "--all");
    assertThat(listed()).isEmpty();
    assertThat(bytesOfBlobs()).isZero();
  }

  @Test
  void removeFreesWhatNothingNeeds() throws Exception {
    String first = pack("m:1", "m:same");
    long one = bytesOfBlobs();
    Files.writeString(folder.resolve("README.md"), "# other\n");
    String second = pack("m:2", "n:2");
    assertThat(bytesOfBlobs()).isGreaterThan(one);
    assertThat(ok("remove", "m:1").out()).contains("Untagged m:1").doesNotContain("Removed");
    ok("unpack", "m:same", "-d", temp.resolve("same").toString());
    assertThat(ok("remove", "m@" + second).out()).contains("Untagged m:2", "Removed m@" + second);
    ok("unpack", "n:2", "-d", temp.resolve("n").toString());
    ok("tag", "m:same", "m:again");
    assertThat(ok("remove", "m:same", "--force").out())
        .contains("Untagged m:again", "Untagged m:same", "Removed m@" + first);
    assertThat(listed()).containsExactly("n:2");
    assertThat(fails(2, "remove").err()).contains("--all");
    fails(2, "remove", "n:2", "--all");
    fails(6, "remove", "n:3");
    ok("remove", "--all");
    assertThat(listed()).as("--all spares what has a tag").containsExactly("n:2");
    ok("remove", "--all", "--force");
    assertThat(listed()).isEmpty();
    assertThat(bytesOfBlobs()).isZero();
  }

  @Test
  void listOfARepositoryInARegistry() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = registry.host() + "/team/m";
      ok("publish", folder.toString(), "-t", name + ":1,2", "--plain-http");
      String[] list = {"list", name, "--plain-http"};
      assertThat(ok(list).out()).contains(name, "1", "2", "ann");
      JsonNode entry = json(list).at("/modelKits/0");
      assertThat(entry.path("tags")).hasSize(2);
      assertThat(fails(2, "list", "no-registry").err()).contains("no-registry");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "gzip-fastest"})
  void compressionsRoundTrip(String compression) throws Exception {
    ok("pack", folder.toString(), "-t", "m:1", "--compression", compression);
    JsonNode layers = ok("inspect", "m:1").json().at("/manifest/layers");
    assertThat(layers)
        .allMatch(
            it -> it.path("mediaType").asText().endsWith("gzip") != compression.equals("none"));
    Path out = temp.resolve("out");
    ok("unpack", "m:1", "-d", out.toString());
    for (String file : files(folder)) {
      if (!file.equals("Kitfile")) {
        assertThat(out.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
      }
    }
    assertThat(bytesOfBlobs() < 20_000).isEqualTo(!compression.equals("none"));
    fails(2, "pack", folder.toString(), "-t", "m:1", "--compression", "brotli");
  }

  @Test
  void filtersOfUnpack() throws Exception {
    pack("m:1");
    Path data = temp.resolve("data");
    ok("unpack", "m:1", "-d", data.toString(), "--filter", "datasets:d", "--filter", "kitfile");
    assertThat(files(data)).containsExactly("Kitfile", "data.csv");
    Path both = temp.resolve("both");
    ok("unpack", "m:1", "-d", both.toString(), "-f", "code,docs");
    assertThat(files(both)).containsExactly("README.md", "src/a.py");
    assertThat(fails(2, "unpack", "m:1", "-f", "modle").err()).contains("modle", "model");
    Files.writeString(both.resolve("README.md"), "mine");
    ok("unpack", "m:1", "-d", both.toString(), "--ignore-existing");
    assertThat(both.resolve("README.md")).hasContent("mine");
    assertThat(files(both)).hasSize(5);
  }

  @Test
  void pushAndPullThroughARegistry() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = registry.host() + "/team/m:1";
      String digest = pack("m:1");
      ok("push", "m:1", name, "--plain-http");
      JsonNode again = json("push", "m:1", name, "--plain-http");
      assertThat(again.path("movedBytes").asLong()).isZero();
      ok("remove", "--all", "--force");
      Path folder = temp.resolve("pulled");
      assertThat(ok("pull", name, "--to", folder.toString(), "--plain-http").out())
          .contains("Pulled", digest, folder.toString());
      assertThat(folder.resolve("Kitfile")).exists();
      assertThat(ok("list").out()).doesNotContain("team/m");
      assertThat(json("pull", name, "--plain-http").path("digest").asText()).isEqualTo(digest);
      assertThat(ok("diff", "remote://" + name, "local://" + name, "--plain-http").out())
          .contains("identical");
      String pinned = registry.host() + "/team/m@" + digest;
      ok("pull", pinned, "--plain-http");
      assertThat(ok("info", "-r", pinned, "--plain-http").out()).contains("name: m");
    }
  }
}

package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.kitrail.Version;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts of action/setup and of a release, run by bash. */
class ActionSetupTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path temp;
  private Path jar;
  private String digest;

  private record Ended(int status, String text) {}

  @BeforeEach
  void aRelease() throws Exception {
    assumeThat(System.getProperty("os.name")).as("bash").isNotEqualTo("Windows");
    jar = temp.resolve("kitrail-1.2.3.jar");
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    List<String> classes = new ArrayList<>();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : path.split(File.pathSeparator)) {
      classes.add(Path.of(entry).toUri().toString());
    }
    main.put(Attributes.Name.CLASS_PATH, String.join(" ", classes));
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    digest =
        "sha256:"
            + HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
  }

  @Test
  void installsWhatHasTheDigestAndPutsItOnThePath() throws Exception {
    Ended first = install(Map.of("KITRAIL_VERSION", "1.2.3", "KITRAIL_DIGEST", digest));
    assertThat(first.status()).as(first.text()).isZero();
    Path folder = Path.of(Files.readString(temp.resolve("path")).strip());
    assertThat(Files.readString(temp.resolve("output")))
        .isEqualTo("version=1.2.3\npath=" + folder + "\n");
    Ended version = run(List.of(folder.resolve("kitrail").toString(), "--version"), Map.of());
    assertThat(version.text()).isEqualTo("kitrail " + Version.current() + "\n");
    assertThat(folder.resolve("kitrail.cmd")).content().contains("-jar \"%~dp0kitrail.jar\" %*");
    Files.delete(jar);
    Ended cached = install(Map.of("KITRAIL_VERSION", "1.2.3", "KITRAIL_DIGEST", digest));
    assertThat(cached.status()).as("it is in the tool cache: " + cached.text()).isZero();
  }

  @Test
  void anotherJarIsNotInstalled() throws Exception {
    String other = "sha256:" + "00".repeat(32);
    Ended ended = install(Map.of("KITRAIL_VERSION", "1.2.3", "KITRAIL_DIGEST", other));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.text())
        .contains("::error::", "has the digest " + digest, "Nothing was installed.");
    try (Stream<Path> files = Files.walk(temp.resolve("tools"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', belongs to no release",
    "1.2.3, '', Give the input digest with version",
    "1.2.3, sha256:12, 64 hexadecimal digits",
    "../../x, '', is a release such as 1.2.3",
    "9.9.9, sha256:0000000000000000000000000000000000000000000000000000000000000000, Is 9.9.9 a release?"
  })
  void aWrongInputIsToldByItsName(String version, String given, String sentence) throws Exception {
    Ended ended = install(Map.of("KITRAIL_VERSION", version, "KITRAIL_DIGEST", given));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.text()).contains("::error::").contains(sentence);
    assertThat(temp.resolve("path")).doesNotExist();
  }

  @Test
  void aReleasePinsImageAndJar() throws Exception {
    Path copy = temp.resolve("checkout");
    for (String part : List.of("action", "tools")) {
      copy(ROOT.resolve(part), copy.resolve(part));
    }
    String image = "ghcr.io/kitrail/kitrail@sha256:" + "ab".repeat(32);
    String pin = copy.resolve("tools/pin-action").toString();
    Ended wrong = run(List.of("bash", pin, "ghcr.io/kitrail/kitrail:1", "1.2.3", digest), Map.of());
    assertThat(wrong.status()).isEqualTo(2);
    Ended pinned = run(List.of("bash", pin, image, "1.2.3", digest), Map.of());
    assertThat(pinned.status()).as(pinned.text()).isZero();
    for (Action action : Action.values()) {
      assertThat(copy.resolve(action.folder()).resolve("action.yml"))
          .content()
          .isEqualTo(ActionFiles.yaml(action, image));
    }
    assertThat(copy.resolve("action/IMAGE")).content().isEqualTo(image + "\n");
    Ended installed = install(copy, Map.of());
    assertThat(installed.text()).contains("Installed kitrail").contains(digest);
  }

  private Ended install(Map<String, String> env) throws Exception {
    return install(ROOT, env);
  }

  private Ended install(Path checkout, Map<String, String> env) throws Exception {
    Map<String, String> all = new HashMap<>(env);
    all.put("KITRAIL_URL", temp.toUri() + "kitrail-{version}.jar");
    all.put("RUNNER_TOOL_CACHE", temp.resolve("tools").toString());
    all.put("GITHUB_PATH", temp.resolve("path").toString());
    all.put("GITHUB_OUTPUT", temp.resolve("output").toString());
    all.put("JAVA_HOME", System.getProperty("java.home"));
    return run(List.of("bash", checkout.resolve("action/setup/install.sh").toString()), all);
  }

  private Ended run(List<String> command, Map<String, String> env) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(env);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), text);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        Files.copy(path, target);
      }
    }
  }
}

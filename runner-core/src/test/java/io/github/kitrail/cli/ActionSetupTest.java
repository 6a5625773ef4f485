package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import io.github.kitrail.Version;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
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
    Files.delete(jar);
    Ended cached = install(Map.of("KITRAIL_VERSION", "1.2.3", "KITRAIL_DIGEST", digest));
    assertThat(cached.status()).as("it is in the tool cache: " + cached.text()).isZero();
  }

  @Test
  void aCachedJarThatIsDamagedIsReplaced() throws Exception {
    Map<String, String> inputs = Map.of("KITRAIL_VERSION", "1.2.3", "KITRAIL_DIGEST", digest);
    install(inputs);
    Path cached =
        temp.resolve(
            "tools/kitrail/1.2.3-" + digest.substring("sha256:".length()) + "/kitrail.jar");
    Files.write(cached, new byte[] {1});
    assertThat(install(inputs).status()).isZero();
    assertThat(cached).hasSameBinaryContentAs(jar);
  }

  /** Paths are given and written as Windows has them; a cygpath of ours says what Git's would. */
  @Test
  void onWindowsCmdAndPowerShellFindIt() throws Exception {
    Path bin = Files.createDirectories(temp.resolve("bin"));
    script(
        bin.resolve("cygpath"),
        "case $1 in -m) printf '%s\\n' \"${2#C:}\" | tr '\\\\' / ;; -w) printf '%s\\n' \"C:$2\" | tr / '\\\\' ;; esac");
    String java = System.getProperty("java.home");
    Map<String, String> env = new HashMap<>();
    env.put("KITRAIL_VERSION", "1.2.3");
    env.put("KITRAIL_DIGEST", digest);
    env.put("JAVA_HOME", "");
    env.put("JAVA_HOME_" + Runtime.version().feature() + "_X64", windows(java));
    env.put("RUNNER_TEMP", windows(temp.resolve("job").toString()));
    env.put("RUNNER_TOOL_CACHE", windows(temp.resolve("tools").toString()));
    env.put("PATH", bin + ":" + System.getenv("PATH"));
    Ended ended = install(env);
    assertThat(ended.status()).as(ended.text()).isZero();
    Path launchers = temp.resolve("job/kitrail-1.2.3");
    assertThat(temp.resolve("path")).hasContent(windows(launchers.toString()));
    assertThat(ended.text()).contains("(" + windows(java + "/bin/java") + ")");
    assertThat(launchers.resolve("kitrail.cmd"))
        .content()
        .startsWith("@echo off\r\n\"" + windows(java + "/bin/java") + "\" -XX:+UseSerialGC")
        .contains(" -jar \"" + windows(temp.resolve("tools/kitrail").toString()) + "\\1.2.3-")
        .endsWith("\\kitrail.jar\" %*\r\n");
    Ended inBash = run(List.of(launchers.resolve("kitrail").toString(), "--version"), Map.of());
    assertThat(inBash.text()).isEqualTo("kitrail " + Version.current() + "\n");
  }

  private static String windows(String path) {
    return "C:" + path.replace('/', '\\');
  }

  @Test
  void theNewestJavaOfTheRunnerIsTaken() throws Exception {
    Path old = java("11", "exit 1");
    Path newest = java("99", "exec " + System.getProperty("java.home") + "/bin/java \"$@\"");
    Ended ended =
        install(
            Map.of(
                "KITRAIL_VERSION", "1.2.3",
                "KITRAIL_DIGEST", digest,
                "JAVA_HOME", old.toString(),
                "JAVA_HOME_17_arm64", System.getProperty("java.home"),
                "JAVA_HOME_99_AARCH64", newest.toString()));
    assertThat(ended.text()).contains("with Java 99 (" + newest + "/bin/java)");
  }

  @Test
  void aRunnerWithoutAJavaThatIsNewEnoughSaysWhichItHas() throws Exception {
    Path bin = Files.createDirectories(temp.resolve("bin"));
    for (String program : List.of("bash", "cat", "cut", "dirname", "env", "sed", "sort")) {
      for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
        Path there = Path.of(folder, program);
        if (Files.isExecutable(there) && Files.notExists(bin.resolve(program))) {
          Files.createSymbolicLink(bin.resolve(program), there);
        }
      }
    }
    Path old = java("11", "exit 1");
    Ended ended =
        install(
            Map.of(
                "KITRAIL_VERSION",
                "1.2.3",
                "KITRAIL_DIGEST",
                digest,
                "JAVA_HOME",
                old.toString(),
                "PATH",
                bin.toString()));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.text())
        .contains("add a step with actions/setup-java", "Looked at: " + old + "/bin/java (11).");
  }

  /** A home of a Java that says that it is of this version, and else does this. */
  private Path java(String version, String otherwise) throws IOException {
    Path home = temp.resolve("java-" + version);
    Files.createDirectories(home.resolve("bin"));
    script(
        home.resolve("bin/java"),
        "case $1 in -XshowSettings*) echo '    java.specification.version = "
            + version
            + "'; exit;; esac\n"
            + otherwise);
    return home;
  }

  private static void script(Path file, String lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void theDownloadGoesThroughTheProxyAndSaysWhatItAnswers() throws Exception {
    HttpServer proxy = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    proxy.createContext(
        "/",
        exchange -> {
          boolean there = exchange.getRequestURI().toString().endsWith("/1.2.3.jar");
          byte[] body = there ? Files.readAllBytes(jar) : new byte[0];
          exchange.sendResponseHeaders(there ? 200 : 404, there ? body.length : -1);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    proxy.start();
    try {
      Map<String, String> env = new HashMap<>();
      env.put("KITRAIL_VERSION", "1.2.3");
      env.put("KITRAIL_DIGEST", digest);
      env.put("KITRAIL_URL", "http://jars.invalid/{version}.jar");
      env.put("http_proxy", "http://127.0.0.1:" + proxy.getAddress().getPort());
      env.put("no_proxy", "");
      env.put("NO_PROXY", "");
      Ended through = install(env);
      assertThat(through.status()).as(through.text()).isZero();
      env.put("KITRAIL_VERSION", "9.9.9");
      Ended missing = install(env);
      assertThat(missing.status()).isEqualTo(2);
      assertThat(missing.text())
          .startsWith("::error::Could not download http://jars.invalid/9.9.9.jar: curl: (22) ")
          .contains("404", "Is 9.9.9 a release?")
          .hasLineCount(1);
    } finally {
      proxy.stop(0);
    }
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
    Map<String, String> all = new HashMap<>();
    all.put("KITRAIL_URL", temp.toUri() + "kitrail-{version}.jar");
    all.put("RUNNER_TOOL_CACHE", temp.resolve("tools").toString());
    all.put("RUNNER_TEMP", temp.resolve("job").toString());
    all.put("GITHUB_PATH", temp.resolve("path").toString());
    all.put("GITHUB_OUTPUT", temp.resolve("output").toString());
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.putAll(env);
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

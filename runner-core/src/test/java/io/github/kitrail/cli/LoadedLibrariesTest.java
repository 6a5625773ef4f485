package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.evidence.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is heavy is loaded only by commands that need it. */
class LoadedLibrariesTest {
  private static final Pattern HEAVY =
      Pattern.compile(
          "\\] (dev\\.sigstore|dev\\.cel|org\\.cyclonedx|com\\.google\\.(protobuf|common|gson|api))\\.");

  @TempDir Path temp;

  @Test
  void keysNeedNothingOfSigstore() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "weights");
    Files.writeString(
        folder.resolve("Kitfile"), "manifestVersion: 1.0.0\nmodel: {name: m, path: model.gguf}\n");
    Path policy =
        Files.writeString(temp.resolve("policy.yaml"), "version: 1\nrequire: [signature]\n");
    String pub = Samples.path("keys/ec.pub").toString();
    assertThat(heavy(0, "pack", folder.toString(), "-t", "m:1")).isEmpty();
    assertThat(heavy(0, "sign", "m:1", "--key", Samples.path("keys/ec.pem").toString())).isEmpty();
    assertThat(heavy(0, "verify", "m:1", "--key", pub)).isEmpty();
    assertThat(heavy(0, "gate", "m:1", "--policy", policy.toString(), "--key", pub)).isEmpty();
  }

  @Test
  void keylessVerifyingDoes() throws Exception {
    String root = Samples.path("samples/trusted_root.json").toString();
    List<String> loaded =
        heavy(
            6,
            "verify",
            "m:1",
            "--certificate-identity",
            "a@example.com",
            "--certificate-oidc-issuer",
            "https://issuer.example.com",
            "--trusted-root",
            root);
    assertThat(loaded).as("nothing is loaded before there is something to verify").isEmpty();
    // Only looked at when something is signed, which does not come to pass.
    Files.writeString(temp.resolve("token"), "a.b.c");
    assertThat(
            heavy(
                6,
                "sign",
                "m:1",
                "--identity-token",
                temp.resolve("token").toString(),
                "--trusted-root",
                root,
                "--signing-config",
                Samples.path("samples/signing_config.json").toString()))
        .as("so the pattern finds what there is")
        .isNotEmpty();
  }

  private List<String> heavy(int status, String... command) throws Exception {
    Path log = temp.resolve("classes.log");
    Path output = temp.resolve("output.log");
    Files.deleteIfExists(log);
    Process process =
        CommandProcess.start(
            List.of("-Xlog:class+load:file=" + log),
            Main.class,
            temp.resolve("home"),
            output,
            List.of(command));
    assertThat(process.waitFor()).as(Files.readString(output)).isEqualTo(status);
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> HEAVY.matcher(line).find()).toList();
    }
  }
}

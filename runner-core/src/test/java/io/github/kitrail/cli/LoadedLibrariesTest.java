package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.evidence.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is heavy is loaded only by commands that need it. */
class LoadedLibrariesTest {
  private static final Pattern HEAVY =
      Pattern.compile(
          "\\] (dev\\.sigstore|org\\.kohsuke|dev\\.cel|org\\.cyclonedx|com\\.google\\.(protobuf|common|gson|api))\\.");

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
    // Nobody signed it, which nobody asks before there is something to sign.
    String claims = "{\"aud\":\"sigstore\",\"iss\":\"https://issuer.example.com\",\"sub\":\"a\"}";
    Files.writeString(
        temp.resolve("token"),
        "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(UTF_8)) + ".c");
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

  @Test
  void gitHubsApiIsForStepsThatAskForIt() throws Exception {
    Path workspace = Files.createDirectories(temp.resolve("workspace"));
    Path event =
        Files.writeString(temp.resolve("event.json"), "{\"pull_request\": {\"number\": 7}}");
    Map<String, String> step = new HashMap<>();
    step.put("GITHUB_ACTIONS", "true");
    step.put("GITHUB_REPOSITORY", "acme/faq-bot");
    step.put("GITHUB_SHA", "ce587453ced02b1526dfb4cb910479d431683101");
    step.put("GITHUB_WORKSPACE", workspace.toString());
    step.put("GITHUB_EVENT_PATH", event.toString());
    // Nothing listens there.
    step.put("GITHUB_API_URL", "http://127.0.0.1:1");
    step.put("INPUT_GITHUB-TOKEN", "ghs_0123");
    step.put("INPUT_DIRECTORY", TinyKit.in(workspace.resolve("kit")).toString());
    step.put("INPUT_TAG", "oci:" + temp.resolve("layout") + ":1");
    assertThat(heavy(0, step, "github-action", "publish")).isEmpty();
    step.put("INPUT_COMMENT", "true");
    assertThat(heavy(0, step, "github-action", "publish"))
        .as("so the pattern finds what there is")
        .isNotEmpty();
  }

  private List<String> heavy(int status, String... command) throws Exception {
    return heavy(status, Map.of(), command);
  }

  private List<String> heavy(int status, Map<String, String> variables, String... command)
      throws Exception {
    Path log = temp.resolve("classes.log");
    Path output = temp.resolve("output.log");
    Files.deleteIfExists(log);
    Process process =
        CommandProcess.start(
            List.of("-Xlog:class+load:file=" + log),
            variables,
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

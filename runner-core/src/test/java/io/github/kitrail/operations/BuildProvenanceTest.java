package io.github.kitrail.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.environment.Environments;
import io.github.kitrail.evidence.CertifiedSigner;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is the builder of what a GitHub workflow signs keylessly. */
class BuildProvenanceTest {
  private static final Map<String, String> JOB =
      Map.of(
          "GITHUB_ACTIONS", "true",
          "GITHUB_REPOSITORY", "acme/faq-bot",
          "GITHUB_REF", "refs/heads/main",
          "GITHUB_SHA", "0123456789012345678901234567890123456789",
          "GITHUB_WORKFLOW_REF", "acme/faq-bot/.github/workflows/main.yml@refs/heads/main");
  private static final String CALLER =
      "https://github.com/acme/faq-bot/.github/workflows/main.yml@refs/heads/main";
  private static final String CALLED =
      "https://github.com/acme/builders/.github/workflows/model.yml@refs/tags/v1";
  private static final Instant TIME = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir Path temp;

  private JsonNode provenance(Map<String, String> env, CertifiedSigner signer) throws Exception {
    Path folder = temp.resolve("kit");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("model.gguf"), "weights");
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\nmodel: {name: m, path: model.gguf}\n");
    Path home = temp.resolve("home");
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    try (Contexts contexts =
        Contexts.open(
            new Settings(home, false, true, null, null, null, 4, "auto"),
            new Listener() {},
            Environments.detect(env, nowhere, Clock.systemUTC(), new SecureRandom()),
            Clock.systemUTC(),
            Pauses.SLEPT,
            Map.of("HOME", home.toString()))) {
      Context context = contexts.context();
      PreparedFolder prepared = PreparedFolder.of(context, folder, null);
      PreparedFolder.Pushed pushed =
          prepared.push("m:1", PackFormat.DEFAULT, Map.of(), null, context);
      ModelKit modelKit = ModelKit.read(context.locations().open(pushed.pinned()), context.retry());
      return new BuildProvenance(prepared, Map.of("command", "run"), TIME)
          .predicate(modelKit.kitfile(), modelKit.manifest(), TIME, signer)
          .body();
    }
  }

  private static CertifiedSigner signer(String issuer) {
    return new CertifiedSigner(issuer, CALLED, Map.of("buildSignerURI", CALLED), TIME);
  }

  private static String builder(JsonNode provenance) {
    return provenance.at("/runDetails/builder/id").asText();
  }

  @Test
  void aReusableWorkflowThatSignsIsTheBuilder() throws Exception {
    JsonNode provenance = provenance(JOB, signer("https://token.actions.githubusercontent.com"));
    assertThat(builder(provenance)).isEqualTo(CALLED);
    assertThat(provenance.at("/buildDefinition/externalParameters/workflow/path").asText())
        .isEqualTo(".github/workflows/main.yml");
  }

  @Test
  void withAKeyTheTopLevelWorkflowIs() throws Exception {
    assertThat(builder(provenance(JOB, null))).isEqualTo(CALLER);
  }

  @Test
  void anotherIssuersWordDoesNotCount() throws Exception {
    assertThat(builder(provenance(JOB, signer("https://issuer.example.com")))).isEqualTo(CALLER);
    assertThat(builder(provenance(Map.of(), signer("https://token.actions.githubusercontent.com"))))
        .isEqualTo("https://kitrail.github.io/builders/local/v1");
  }

  /** GitHub's build type wants external parameters that it does not name to be rejected. */
  @Test
  void nothingOfOursIsAmongGithubsExternalParameters() throws Exception {
    JsonNode definition = provenance(JOB, null).path("buildDefinition");
    assertThat(definition.path("externalParameters").fieldNames())
        .toIterable()
        .containsExactly("workflow");
    assertThat(definition.at("/internalParameters/kitrail/command").asText()).isEqualTo("run");
  }
}

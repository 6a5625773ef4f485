package io.github.kitrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class KubernetesTargetTest {
  private static final String REFERENCE = "ghcr.io/acme/faq-bot@" + Facts.DIGEST;

  @TempDir Path temp;

  @Test
  void aPodPullsByDigestThenUnpacksThenServes() throws Exception {
    RenderResult result = Facts.render("kubernetes", Facts.faq().build(), temp);
    assertThat(result.deployable()).isTrue();
    assertThat(result.files()).containsExactly("README.md", "deployment.yaml", "service.yaml");
    JsonNode deployment = read("deployment.yaml");
    assertThat(deployment.at("/metadata/name").asText()).isEqualTo("faq-bot");
    assertThat(deployment.at("/metadata").has("namespace")).isFalse();
    assertThat(deployment.at("/spec/replicas").isInt()).isTrue();
    JsonNode pod = deployment.at("/spec/template/spec");
    JsonNode pulls = pod.path("initContainers");
    assertThat(texts(pulls.at("/0/args"))).containsExactly("pull", REFERENCE);
    assertThat(texts(pulls.at("/1/args")))
        .containsExactly(
            "unpack", REFERENCE, "--dir", "/model", "--overwrite", "--filter", "model");
    assertThat(pulls).hasSize(2);
    JsonNode server = pod.at("/containers/0");
    assertThat(texts(server.path("args")))
        .startsWith("--model", "/model/models/faq.gguf", "--alias", "faq-bot");
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      assertThat(server.at("/" + probe + "/httpGet/path").asText()).isEqualTo("/health");
    }
    assertThat(server.at("/resources/limits/memory").asText()).isEqualTo("2Gi");
    assertThat(deployment.at("/spec/selector/matchLabels"))
        .isEqualTo(read("service.yaml").at("/spec/selector"));
    assertThat(read("service.yaml").at("/spec/ports/0/port").asInt()).isEqualTo(8080);
  }

  @Test
  void nothingRunsAsRootOrWritesItsImage() throws Exception {
    Facts.render("kubernetes", Facts.faq().build(), temp);
    JsonNode pod = read("deployment.yaml").at("/spec/template/spec");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(65532);
    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    List<JsonNode> containers = new ArrayList<>();
    pod.path("initContainers").forEach(containers::add);
    pod.path("containers").forEach(containers::add);
    assertThat(containers).hasSize(3);
    for (JsonNode container : containers) {
      JsonNode security = container.path("securityContext");
      assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(texts(security.at("/capabilities/drop"))).containsExactly("ALL");
    }
    List<String> volumes = new ArrayList<>();
    pod.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
    for (JsonNode container : containers) {
      container
          .path("volumeMounts")
          .forEach(mount -> assertThat(volumes).contains(mount.path("name").asText()));
    }
  }

  @Test
  void eachLinkOfAChainIsPulledByItsOwnDigest() throws Exception {
    RenderFacts facts =
        RenderFacts.of(Facts.DIGEST, "gguf", new ModelFile("base.gguf", "base.gguf", Facts.BASE))
            .repository("ghcr.io/acme/tuned")
            .adapters(List.of(Facts.file("adapters/a.gguf")))
            .bases(List.of(new BaseModelKit("ghcr.io/acme/base", Facts.BASE)))
            .build();
    Map<String, String> parameters = Map.of("pull-first", "false");
    new Renderer()
        .render(Facts.target("kubernetes"), facts, parameters, temp, false, Facts.layout(facts));
    JsonNode pod = read("deployment.yaml").at("/spec/template/spec");
    JsonNode pulls = pod.path("initContainers");
    assertThat(pulls).hasSize(2);
    assertThat(texts(pulls.at("/0/args")))
        .containsSubsequence("ghcr.io/acme/base@" + Facts.BASE, "--filter", "model");
    assertThat(texts(pulls.at("/1/args")))
        .containsSubsequence(
            "ghcr.io/acme/tuned@" + Facts.DIGEST, "--filter", "model:adapters/a.gguf");
    assertThat(texts(pod.at("/containers/0/args")))
        .containsSubsequence("--model", "/model/base.gguf", "--lora", "/model/adapters/a.gguf");
  }

  @Test
  void secretsAreNamedWhereTheyAreGiven() throws Exception {
    Map<String, String> parameters =
        Map.of("namespace", "models", "registry-secret", "login", "image-pull-secret", "images");
    RenderFacts facts = Facts.faq().build();
    new Renderer()
        .render(Facts.target("kubernetes"), facts, parameters, temp, false, Facts.layout(facts));
    JsonNode deployment = read("deployment.yaml");
    JsonNode pod = deployment.at("/spec/template/spec");
    assertThat(deployment.at("/metadata/namespace").asText()).isEqualTo("models");
    assertThat(read("service.yaml").at("/metadata/namespace").asText()).isEqualTo("models");
    assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("images");
    assertThat(pod.path("volumes").toString())
        .contains("\"secretName\":\"login\"", "\".dockerconfigjson\"", "\"config.json\"");
    assertThat(pod.at("/initContainers/0/env").toString()).contains("DOCKER_CONFIG");
    assertThat(Files.readString(temp.resolve("README.md"))).contains("--namespace models");
  }

  @Test
  void dollarsAreNotExpandedByTheKubelet() throws Exception {
    RenderFacts facts =
        RenderFacts.of(Facts.DIGEST, "gguf", Facts.file("$(HOME)/$$.gguf"))
            .repository("ghcr.io/acme/x")
            .version("$(V)")
            .build();
    Facts.render("kubernetes", facts, temp);
    JsonNode deployment = read("deployment.yaml");
    assertThat(texts(deployment.at("/spec/template/spec/containers/0/args")))
        .contains("/model/$$(HOME)/$$$$.gguf");
    assertThat(deployment.at("/metadata/annotations/kitrail.github.io~1version").asText())
        .isEqualTo("$(V)");
  }

  @Test
  void withoutARegistryTheFolderSaysSoAndPretendsNothing() throws Exception {
    Facts.render("kubernetes", Facts.faq().build(), temp);
    RenderResult result = Facts.render("kubernetes", Facts.faq().repository(null).build(), temp);
    assertThat(result.deployable()).isFalse();
    assertThat(result.reason()).contains("--pull-from");
    assertThat(result.files()).containsExactly("NOT-DEPLOYABLE.md");
    assertThat(temp.resolve("deployment.yaml")).doesNotExist();
    assertThat(Files.readString(temp.resolve("NOT-DEPLOYABLE.md")))
        .contains("kubernetes", Facts.DIGEST.toString(), "--pull-from");
    Facts.render("kubernetes", Facts.faq().build(), temp);
    assertThat(temp.resolve("NOT-DEPLOYABLE.md")).doesNotExist();
  }

  private JsonNode read(String file) throws Exception {
    Object document = new Yaml().load(Files.readString(temp.resolve(file)));
    return new ObjectMapper().valueToTree(document);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}

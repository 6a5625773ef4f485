package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.RecordedRequest;
import io.github.kitrail.inference.gguf.GgufFixture;
import io.github.kitrail.inference.safetensors.SafetensorsFixture;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ModelKit consists of, as a user has it attested. */
class BillOfMaterialsRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "https://cyclonedx.org/bom";

  @TempDir Path temp;
  private CommandRun.Shell shell;
  private String key;
  private String pub;

  @BeforeEach
  void aKey() {
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
    ok("generate-key", "--out", temp.resolve("k").toString());
    key = temp.resolve("k.key").toString();
    pub = temp.resolve("k.pub").toString();
  }

  private CommandRun ok(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private CommandRun fails(int status, String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
    return run;
  }

  private JsonNode bill(String reference) throws Exception {
    ok("attest", reference, "--type", "ml-bom", "--key", key, "--plain-http");
    return attested(reference);
  }

  /** The one bill that is attached, valid by the format's own schema. */
  private JsonNode attested(String reference) throws Exception {
    Path bundles = temp.resolve("bundles-" + System.nanoTime());
    ok("attestations", reference, "--export", bundles.toString(), "--plain-http");
    List<JsonNode> bills = new ArrayList<>();
    try (Stream<Path> files = Files.list(bundles)) {
      for (Path file : files.toList()) {
        String payload = JSON.readTree(file.toFile()).at("/dsseEnvelope/payload").asText();
        JsonNode statement = JSON.readTree(Base64.getDecoder().decode(payload));
        if (statement.path("predicateType").asText().equals(TYPE)) {
          bills.add(statement.path("predicate"));
        }
      }
    }
    assertThat(bills).hasSize(1);
    assertThat(new JsonParser().validate(JSON.writeValueAsBytes(bills.get(0)), Version.VERSION_16))
        .isEmpty();
    return bills.get(0);
  }

  private String digest(String reference) throws Exception {
    return ok("inspect", reference, "--output", "json").json().path("digest").asText();
  }

  private static JsonNode component(JsonNode bill, String reference) {
    for (JsonNode component : bill.path("components")) {
      if (component.path("bom-ref").asText().equals(reference)) {
        return component;
      }
    }
    throw new AssertionError("no component " + reference + " in " + bill.toPrettyString());
  }

  private static Map<String, String> properties(JsonNode component) {
    Map<String, String> properties = new LinkedHashMap<>();
    component
        .path("properties")
        .forEach(it -> properties.put(it.path("name").asText(), it.path("value").asText()));
    return properties;
  }

  private static List<String> references(JsonNode bill) {
    return bill.path("components").findValuesAsText("bom-ref");
  }

  private Path folder(String name, String kitfile) throws Exception {
    Path folder = Files.createDirectories(temp.resolve(name));
    Files.writeString(folder.resolve("Kitfile"), "manifestVersion: 1.0.0\n" + kitfile);
    return folder;
  }

  @Test
  void describesTheExampleFromItsKitfileAndItsModel() throws Exception {
    Path example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    ok("pack", example.toString(), "-t", "faq-bot:1");
    JsonNode bill = bill("faq-bot:1");

    JsonNode root = bill.at("/metadata/component");
    assertThat(root.path("type").asText()).isEqualTo("machine-learning-model");
    assertThat(root.path("name").asText()).isEqualTo("faq-bot");
    assertThat(root.path("version").asText()).isEqualTo("1.0.0");
    assertThat(root.at("/licenses/0/license/id").asText()).isEqualTo("Apache-2.0");
    assertThat(root.at("/authors/0/name").asText()).isEqualTo("The Kitrail authors");
    assertThat(root.path("purl").asText()).isEqualTo("pkg:oci/faq-bot@" + digest("faq-bot:1"));
    assertThat("sha256:" + root.at("/hashes/0/content").asText()).isEqualTo(digest("faq-bot:1"));
    assertThat(bill.at("/metadata/tools/components/0/name").asText()).isEqualTo("kitrail");
    assertThat(bill.at("/metadata/timestamp").asText()).matches("20\\d\\d-\\S+Z");

    assertThat(references(bill))
        .containsExactly("model", "code:code", "code:smoke.yaml", "datasets:faq", "docs:docs");
    JsonNode model = component(bill, "model");
    assertThat(model.at("/modelCard/modelParameters/architectureFamily").asText())
        .isEqualTo("llama");
    assertThat(model.at("/modelCard/modelParameters/datasets/0/ref").asText())
        .isEqualTo("datasets:faq");
    assertThat(properties(model))
        .containsEntry("kitrail:model:parameters", "115008")
        .containsEntry("kitrail:model:quantization", "F16")
        .containsEntry("kitrail:model:contextLength", "512")
        .containsEntry("kitrail:model:tokenizer", "gpt2")
        .containsEntry("kitrail:kitfile:framework", "llama.cpp")
        .hasEntrySatisfying(
            "kitrail:model:chatTemplate", value -> assertThat(value).startsWith("sha256:"));
    JsonNode layers = ok("inspect", "faq-bot:1", "--output", "json").json().path("layers");
    for (int i = 0; i < layers.size(); i++) {
      JsonNode component = bill.path("components").get(i);
      assertThat("sha256:" + component.at("/hashes/0/content").asText())
          .isEqualTo(layers.get(i).path("digest").asText());
    }
    JsonNode dataset = component(bill, "datasets:faq");
    assertThat(dataset.path("type").asText()).isEqualTo("data");
    assertThat(dataset.at("/data/0/type").asText()).isEqualTo("dataset");
    assertThat(properties(dataset).get("kitrail:kitfile:parameters")).contains("\"answers\":40");

    ok("sign", "faq-bot:1", "--key", key);
    ok("verify", "faq-bot:1", "--key", pub, "--type", "ml-bom");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void readsTheHeadersOfSafetensorsAndOfParts(String compression) throws Exception {
    Path folder =
        folder(
            "st",
            """
            package: {name: st, license: gemma}
            model: {path: model, parameters: {task: text-generation, approach: self-supervised}, \
            parts: [{name: lora, path: lora.gguf, type: lora}, {path: merges.txt}]}
            """);
    Files.createDirectories(folder.resolve("model"));
    Files.writeString(folder.resolve("model/config.json"), "{}");
    for (int i = 1; i <= 2; i++) {
      Path shard = folder.resolve("model/model-0000" + i + "-of-00002.safetensors");
      Files.write(shard, SafetensorsFixture.twoTensors());
    }
    GgufFixture.llama().text("general.type", "adapter").write(folder.resolve("lora.gguf"));
    Files.writeString(folder.resolve("merges.txt"), "a b\n");
    ok("pack", folder.toString(), "-t", "st:1", "--compression", compression);
    JsonNode bill = bill("st:1");
    JsonNode model = component(bill, "model");
    assertThat(model.at("/modelCard/modelParameters/task").asText()).isEqualTo("text-generation");
    assertThat(model.at("/modelCard/modelParameters/approach/type").asText())
        .isEqualTo("self-supervised");
    assertThat(model.at("/modelCard/modelParameters/architectureFamily").isMissingNode()).isTrue();
    assertThat(properties(model))
        .containsEntry("kitrail:model:format", "safetensors")
        .containsEntry("kitrail:model:dtypes", "BF16, F32")
        .containsEntry("kitrail:model:parameters", "16")
        .containsEntry("kitrail:model:tensors", "4")
        .containsEntry("kitrail:model:metadata:licence", "mit");
    JsonNode lora = component(bill, "model:lora");
    assertThat(lora.path("type").asText()).isEqualTo("machine-learning-model");
    assertThat(properties(lora))
        .containsEntry("kitrail:model:type", "adapter")
        .containsEntry("kitrail:kitfile:type", "lora");
    assertThat(component(bill, "model:merges.txt").path("type").asText()).isEqualTo("file");
    assertThat(bill.at("/metadata/component/licenses/0/license/name").asText()).isEqualTo("gemma");
  }

  @Test
  void doesNotCountWhatIsNotOneModel() throws Exception {
    Path folder = folder("two", "model: {name: two, path: model}\n");
    Files.createDirectories(folder.resolve("model"));
    GgufFixture.llama().write(folder.resolve("model/q4.gguf"));
    GgufFixture.llama().u32("general.file_type", 7).write(folder.resolve("model/q8.gguf"));
    ok("pack", folder.toString(), "-t", "two:1");
    assertThat(properties(component(bill("two:1"), "model")))
        .containsEntry("kitrail:model:format", "GGUF")
        .containsEntry("kitrail:model:contextLength", "512")
        .doesNotContainKeys("kitrail:model:parameters", "kitrail:model:quantization");
  }

  @Test
  void aDamagedHeaderIsToldAndNothingIsMadeUp() throws Exception {
    Path folder = folder("bad", "model: {name: bad, path: m.gguf}\n");
    Files.write(folder.resolve("m.gguf"), GgufFixture.llama().claimTensors(-1).bytes());
    ok("pack", folder.toString(), "-t", "bad:1");
    CommandRun run = ok("attest", "bad:1", "--type", "ml-bom", "--key", key);
    assertThat(run.err()).contains("says nothing of this model's header", "m.gguf is a damaged");
    JsonNode model = component(attested("bad:1"), "model");
    assertThat(model.has("modelCard")).isFalse();
    assertThat(properties(model)).containsOnlyKeys("kitrail:kitfile:path");
  }

  @Test
  void namesTheModelKitsThatItStandsOn() throws Exception {
    Path example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    ok("pack", example.toString(), "-t", "base:1");
    for (String[] pair : new String[][] {{"middle", "base:1"}, {"top", "middle:1"}}) {
      Path folder =
          folder(
              pair[0],
              "package: {name: %s, version: 2.0.0}\nmodel: {name: %s, path: \"%s\"}\n"
                  .formatted(pair[0], pair[0], pair[1]));
      ok("pack", folder.toString(), "-t", pair[0] + ":1");
    }
    JsonNode bill = bill("top:1");
    String root = "pkg:oci/top@" + digest("top:1");
    String middle = "pkg:oci/middle@" + digest("middle:1");
    String base = "pkg:oci/base@" + digest("base:1");
    assertThat(references(bill)).containsExactly("model", middle, base);
    assertThat(component(bill, "model").has("hashes")).isFalse();
    assertThat(component(bill, base).at("/modelCard/modelParameters/architectureFamily").asText())
        .isEqualTo("llama");
    JsonNode dependencies = bill.path("dependencies");
    assertThat(dependencies.findValuesAsText("ref")).containsExactly(root, middle, base);
    assertThat(dependencies.at("/0/dependsOn").toString()).contains(middle).doesNotContain(base);
    assertThat(dependencies.at("/1/dependsOn/0").asText()).isEqualTo(base);
    JsonNode ancestor = bill.at("/metadata/component/pedigree/ancestors/0");
    assertThat(ancestor.path("purl").asText()).isEqualTo(middle);
    assertThat(ancestor.at("/pedigree/ancestors/0/purl").asText()).isEqualTo(base);
  }

  /** The model is 64 MiB; its header has some hundred bytes. */
  @Test
  void aLargeModelIsNotFetched() throws Exception {
    Path folder = folder("large", "model: {name: large, path: m.gguf}\n");
    long weights = 64L * 1024 * 1024;
    Path model = folder.resolve("m.gguf");
    Files.write(model, GgufFixture.llama().tensor("big", 0, 64, weights / 4 - 16).data(64).bytes());
    try (RandomAccessFile file = new RandomAccessFile(model.toFile(), "rw")) {
      file.setLength(file.length() + weights);
    }
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = registry.host() + "/team/large:1";
      ok("publish", folder.toString(), "-t", name, "--plain-http");
      registry.bandwidth(8L * 1024 * 1024);
      registry.forgetRequests();
      long began = System.nanoTime();
      JsonNode bill = bill(name);
      assertThat((System.nanoTime() - began) / 1e9).as("64 MiB take 8 s").isLessThan(6);
      assertThat(properties(component(bill, "model")))
          .containsEntry("kitrail:model:parameters", String.valueOf(32 + weights / 4 - 16));
      assertThat(bill.at("/metadata/component/purl").asText())
          .endsWith("?repository_url=" + registry.host() + "%2Fteam%2Flarge");
      assertThat(registry.requests().stream().map(RecordedRequest::line))
          .anyMatch(line -> line.startsWith("GET /v2/team/large/blobs/"));
    }
  }

  @Test
  void aBillOfSomebodyElseIsTakenWhenItIsValid() throws Exception {
    Path folder = folder("m", "model: {name: m, path: m.txt}\n");
    Files.writeString(folder.resolve("m.txt"), "m");
    ok("pack", folder.toString(), "-t", "m:1");
    String theirs = write(bill("m:1").toString());
    ok("attest", "m:1", "--type", "cyclonedx", "--predicate", theirs, "--key", key);
    String minimal = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"version\":1}";
    ok("attest", "m:1", "--type", "ml-bom", "--predicate", write(minimal), "--key", key);
  }

  private String write(String text) throws Exception {
    return Files.writeString(temp.resolve("bom.json"), text).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"spdxVersion":"SPDX-2.3"}|its `bomFormat` must be "CycloneDX"
          {"bomFormat":"CycloneDX","version":1}|its `specVersion` must be "1.5" or "1.6", not null
          {"bomFormat":"CycloneDX","specVersion":"1.4","version":1}|not "1.4"
          {"bomFormat":"CycloneDX","specVersion":1.6,"version":1}|not 1.6
          {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"model","name":"m"}]}|/components/0/type
          {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"data"}]}|required property 'name'
          {"bomFormat":"CycloneDX","specVersion":"1.6","serial":"x"}|'serial'
          """)
  void aBillThatIsNoneIsRefused(String json, String reason) throws Exception {
    Path folder = folder("m", "model: {name: m, path: m.txt}\n");
    Files.writeString(folder.resolve("m.txt"), "m");
    ok("pack", folder.toString(), "-t", "m:1");
    CommandRun run =
        fails(2, "attest", "m:1", "--type", "ml-bom", "--predicate", write(json), "--key", key);
    assertThat(run.err()).contains("bom.json is not valid", reason);
    assertThat(ok("attestations", "m:1").out()).contains("no attestation");
  }

  @Test
  void otherTypesNeedAPredicate() throws Exception {
    CommandRun run = fails(2, "attest", "m:1", "--type", "test-result", "--key", key);
    assertThat(run.err()).contains("test-result is not made here", "--predicate FILE");
  }

  @Test
  void aRunAttestsIt() throws Exception {
    Path example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    Path file = example.resolve("kitrail.yaml");
    Files.writeString(
        file, "version: 1\nreference: faq-bot:1\nattest: [slsa-provenance, ml-bom]\n");
    JsonNode report = ok("run", example.toString(), "--key", key, "--output", "json").json();
    assertThat(report.path("attestations").findValuesAsText("predicateType"))
        .containsExactly("https://slsa.dev/provenance/v1", TYPE);
    assertThat(references(attested("faq-bot:1"))).contains("model", "datasets:faq");
  }

  /** Whoever does not ask for a bill of materials does not pay for it. */
  @Test
  void theLibraryIsLoadedOnlyWhenItIsNeeded() throws Exception {
    Path folder = folder("m", "model: {name: m, path: m.txt}\n");
    Files.writeString(folder.resolve("m.txt"), "m");
    ok("pack", folder.toString(), "-t", "m:1");
    String predicate = write("{\"by\": \"ann\"}");
    String[] other = {"attest", "m:1", "--type", "https://e.org/t", "--predicate", predicate};
    assertThat(loaded(other)).doesNotContain("org.cyclonedx", "com.networknt");
    assertThat(loaded("attest", "m:1", "--type", "ml-bom")).contains("org.cyclonedx");
  }

  private String loaded(String... args) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    line.addAll(List.of("-verbose:class", "-XX:+UseSerialGC", "-cp", classPath));
    line.add(Main.class.getName());
    line.addAll(List.of(args));
    line.addAll(List.of("--key", key));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("KITOPS_HOME", temp.resolve("home").toString());
    builder.environment().put("COSIGN_PASSWORD", "pw");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}

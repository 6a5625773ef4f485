package io.github.kitrail.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.LlamaCppEngine;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.inference.report.SmokeReport;
import io.github.kitrail.inference.spec.SpecFiles;
import io.github.kitrail.modelkit.YamlJson;
import io.github.kitrail.yaml.YamlDocument;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The specs in docs/smoke-yaml.md: what they promise is so. */
class SmokeDocsTest {
  private static final SpecFiles EXAMPLE = SpecFiles.in(FaqBotTest.FAQ_BOT);

  /** The indented blocks that are specs; the second one is for the example. */
  static List<String> specs() throws Exception {
    List<String> specs = new ArrayList<>();
    for (String block : Files.readString(Path.of("../docs/smoke-yaml.md")).split("\n\n")) {
      if (block.startsWith("    ")) {
        specs.add(block.stripIndent());
      }
    }
    return specs;
  }

  private static List<Error> errors(String spec) throws Exception {
    try (InputStream in =
        SmokeDocsTest.class.getResourceAsStream("/io/github/kitrail/schemas/smoke.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new ObjectMapper().readTree(Objects.requireNonNull(in)));
      JsonNode document =
          YamlJson.of(YamlDocument.parse("spec:\n" + spec.indent(2), "spec").require("spec"));
      return schema.validate(document);
    }
  }

  @Test
  void theReaderAndTheJsonSchemaTakeThem() throws Exception {
    assertThat(specs()).hasSize(2);
    for (String spec : specs()) {
      assertThat(SmokeSpec.parse(spec, "smoke.yaml", EXAMPLE).cases()).isNotEmpty();
      assertThat(errors(spec)).as(spec).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{tests: [{name: a, turns: [b], assert: []}]}",
        "{tests: [{name: a, turns: [{usr: b}], assert: [{contains: c}]}]}",
        "{tests: [{name: a, prompt: b, turns: [b], assert: [{contains: c}]}]}",
        "{tests: [{name: a, prompt: b, cases: c.txt, assert: [{contains: c}]}]}",
        "{tests: [{name: a, prompt: b, cases: {file: c.csv, limit: 0}, assert: [{contains: c}]}]}",
        "{tests: [{name: a, prompt: b, assert: [{is-json: false}]}]}",
        "{tests: [{name: a, prompt: b, vars: {c: [d]}, assert: [{contains: c}]}]}",
        "{defaults: {name: a}, tests: [{name: a, prompt: b, assert: [{contains: c}]}]}",
        "{adapters: some, tests: [{name: a, prompt: b, assert: [{contains: c}]}]}"
      })
  void theJsonSchemaRefusesWhatTheReaderRefuses(String spec) throws Exception {
    assertThat(errors(spec)).isNotEmpty();
    assertThatThrownBy(() -> SmokeSpec.parse(spec, "smoke.yaml", EXAMPLE))
        .isInstanceOf(KitrailException.class);
  }

  @Test
  @Timeout(120)
  void theOneForTheExamplePassesWithItsModel() throws Exception {
    SmokeSpec spec = SmokeSpec.parse(specs().get(1), "smoke.yaml", EXAMPLE);
    SmokeReport report =
        SmokeTest.run(
            ModelFiles.find(FaqBotTest.MODEL, List.of()),
            spec,
            new LlamaCppEngine(System.getenv()),
            SmokeListener.NONE);
    report.requirePassed();
    assertThat(report.cases()).hasSize(1 + 10 + 2);
  }
}

package io.github.kitrail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineFileTest {
  private static PipelineFile parse(String text) throws KitrailException {
    return PipelineFile.parse(text, "kitrail.yaml");
  }

  @Test
  void readsAllThatThereIs() throws Exception {
    PipelineFile file =
        parse(
            """
            version: 1
            reference: ghcr.io/acme/faq:${version}
            test: smoke.yaml
            sign: {key: env:COSIGN_KEY}
            attest: [slsa-provenance, test-result]
            gate: policy.yaml
            render:
              - {target: kubernetes, to: deploy/, pullFrom: "ghcr.io/acme/faq:1", parameters: {namespace: models}}
            """);
    assertThat(file.reference()).isEqualTo("ghcr.io/acme/faq:${version}");
    assertThat(file.test()).isEqualTo(TestStage.of("smoke.yaml"));
    assertThat(file.signing().key()).isEqualTo("env:COSIGN_KEY");
    assertThat(file.attest()).containsExactly("slsa-provenance", "test-result");
    assertThat(file.gate())
        .isEqualTo(new PipelineFile.GateStage("policy.yaml", false, null, List.of()));
    assertThat(file.render())
        .containsExactly(
            new PipelineFile.RenderTarget(
                "kubernetes", "deploy/", "ghcr.io/acme/faq:1", Map.of("namespace", "models")));
  }

  @Test
  void aGateCanSayMore() throws Exception {
    String gate =
        "gate: {policy: p.yaml, attest: true, verifierId: https://example.com/v, levels: [A, B]}";
    assertThat(parse("version: 1\n" + gate).gate())
        .isEqualTo(
            new PipelineFile.GateStage("p.yaml", true, "https://example.com/v", List.of("A", "B")));
    assertThatThrownBy(() -> parse("version: 1\ngate: {attest: true}"))
        .hasMessageContaining("`gate.policy` is missing");
    assertThatThrownBy(() -> parse("version: 1\ngate: {policy: p, atest: true}"))
        .hasMessageContaining("did you mean `attest`?");
  }

  @Test
  void testsCanBeHeldAgainstAnEarlierVersion() throws Exception {
    String test = "test: {spec: s.yaml, baseline: faq:1, tolerance: 0.1, maxSlowdown: 20%}";
    assertThat(parse("version: 1\n" + test).test())
        .isEqualTo(new TestStage("s.yaml", "faq:1", "0.1", "20%"));
    assertThatThrownBy(() -> parse("version: 1\ntest: {baseline: faq:1}"))
        .hasMessageContaining("`test.spec` is missing");
    assertThatThrownBy(() -> parse("version: 1\ntest: {spec: s.yaml, tolerance: 0.1}"))
        .hasMessageContaining("name that as `baseline`");
    assertThatThrownBy(() -> parse("version: 1\ntest: {spec: s, baseline: b, maxSlowdown: slow}"))
        .hasMessageContaining("line 2, column")
        .hasMessageContaining("`maxSlowdown` is a percentage below 100");
    assertThatThrownBy(() -> parse("version: 1\ntest: {spec: s, baseline: b, tolerance: 2}"))
        .hasMessageContaining("line 2, column");
    assertThatThrownBy(() -> parse("version: 1\ntest: {spec: s, basline: b}"))
        .hasMessageContaining("did you mean `baseline`?");
  }

  @Test
  void withoutAFileTestsWhatCanBeTested(@TempDir Path folder) throws Exception {
    assertThat(PipelineFile.in(folder)).isEqualTo(PipelineFile.defaults(false));
    assertThat(PipelineFile.in(folder).test()).isNull();
    Files.writeString(folder.resolve("smoke.yaml"), "tests: []");
    assertThat(PipelineFile.in(folder).test()).isEqualTo(TestStage.of("smoke.yaml"));
    assertThat(PipelineFile.in(folder).attest()).contains("test-result");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version: 2                                          | line 1, column 10 | must be 1
          reference: a:b                                      | line 1, column 1  | `version` is missing
          version: 1\\nrefrence: a                            | line 2, column 1  | did you mean `reference`?
          version: 1\\nattest: [sbom]                         | line 2, column 10 | not an attestation that a run can make
          version: 1\\nsign: cosign.key                       | line 2, column 7  | `sign` is `keyless`, or a mapping
          version: 1\\nsign: {keyless: {rekor: a}}            | line 2, column 18 | rekor
          version: 1\\nsign: {}                               | line 2, column 7  | `sign.key` is missing
          version: 1\\nrender: [{target: ollama}]             | line 2, column 10 | `render[0].to` is missing
          version: 1\\ntest: [a]                              | line 2, column 7  | must be text
          """)
  void saysWhatIsWrongAndWhere(String text, String place, String problem) {
    assertThatThrownBy(() -> parse(text.replace("\\n", "\n")))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("kitrail.yaml, " + place)
        .hasMessageContaining(problem);
  }

  @Test
  void fillsPlaceholdersAndRefusesEmptyOnes() throws Exception {
    Placeholders placeholders =
        new Placeholders(
            Map.of("version", "1.2", "git.sha", "abc"), Map.of("TEAM", "acme", "EMPTY", ""));
    assertThat(placeholders.fill("${env.TEAM}/faq:${version}-${git.sha}"))
        .isEqualTo("acme/faq:1.2-abc");
    assertThat(placeholders.fill("faq:1")).isEqualTo("faq:1");
    assertThatThrownBy(() -> placeholders.fill("faq:${git.tag}"))
        .hasMessageContaining("${git.tag}");
    assertThatThrownBy(() -> placeholders.fill("faq:${env.EMPTY}"))
        .hasMessageContaining("Set the environment variable EMPTY");
  }
}

package io.github.kitrail.evidence.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.evidence.Samples;
import io.github.kitrail.evidence.json.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredicateTest {
  /** What GitHub's own attestations say, with the same facts. */
  @Test
  void saysOfAGithubBuildWhatGithubSays() throws Exception {
    Map<String, Object> workflow =
        Map.of(
            "ref", "refs/heads/main",
            "repository", "https://github.com/o/r",
            "path", ".github/workflows/b.yml");
    BuildFacts facts =
        BuildFacts.of(
                "https://actions.github.io/buildtypes/workflow/v1",
                "https://github.com/o/r/.github/workflows/b.yml@refs/heads/main")
            .invocationId("https://github.com/o/r/actions/runs/7/attempts/1")
            .externalParameter("workflow", workflow)
            .dependency(
                ResourceDescriptor.ofUri(
                    "git+https://github.com/o/r@refs/heads/main",
                    "gitCommit",
                    "0123456789012345678901234567890123456789"))
            .internalParameter(
                "github",
                Map.of(
                    "event_name", "push",
                    "repository_id", "1",
                    "repository_owner_id", "2",
                    "runner_environment", "github-hosted"))
            .build();

    Predicate predicate = Provenance.of(facts).toPredicate();

    assertThat(predicate.type()).isEqualTo("https://slsa.dev/provenance/v1");
    assertThat(predicate.body())
        .isEqualTo(
            StrictJson.parse(
                Samples.bytes("samples/github-provenance-predicate.json"), "predicate"));
  }

  @Test
  void saysOfALaptopOnlyWhatIsKnown() {
    BuildFacts facts =
        BuildFacts.of("https://example.com/t/v1", "https://example.com/laptop").build();

    assertThat(Provenance.of(facts).toPredicate().body().toString())
        .isEqualTo(
            "{\"buildDefinition\":{\"buildType\":\"https://example.com/t/v1\",\"externalParameters\":{}},"
                + "\"runDetails\":{\"builder\":{\"id\":\"https://example.com/laptop\"},\"metadata\":{}}}");
  }

  @Test
  void listsSourceDependenciesTimesAndByproducts() {
    BuildFacts facts =
        BuildFacts.of("https://example.com/t/v1", "https://example.com/b")
            .dependency(
                ResourceDescriptor.ofUri("git+https://git.example.com/r", "gitCommit", "abc")
                    .with("uncommittedChanges", false))
            .externalParameter("reference", "acme/faq:1")
            .externalParameter("empty", "")
            .time(Instant.parse("2026-11-22T00:00:00.987Z"), Instant.parse("2026-11-22T00:01:00Z"))
            .dependency(ResourceDescriptor.ofUri("oci://r/base@sha256:aa", "sha256", "aa"))
            .byproduct(ResourceDescriptor.ofName("report.json", "sha256", "bb"))
            .build();

    assertThat(Provenance.of(facts).toPredicate().body().toString())
        .isEqualTo(
            "{\"buildDefinition\":{\"buildType\":\"https://example.com/t/v1\","
                + "\"externalParameters\":{\"reference\":\"acme/faq:1\",\"empty\":\"\"},"
                + "\"resolvedDependencies\":[{\"uri\":\"git+https://git.example.com/r\",\"digest\":{\"gitCommit\":\"abc\"},"
                + "\"annotations\":{\"uncommittedChanges\":false}},"
                + "{\"uri\":\"oci://r/base@sha256:aa\",\"digest\":{\"sha256\":\"aa\"}}]},"
                + "\"runDetails\":{\"builder\":{\"id\":\"https://example.com/b\"},"
                + "\"metadata\":{\"startedOn\":\"2026-11-22T00:00:00Z\",\"finishedOn\":\"2026-11-22T00:01:00Z\"},"
                + "\"byproducts\":[{\"name\":\"report.json\",\"digest\":{\"sha256\":\"bb\"}}]}}");
  }

  @Test
  void writesATestResultWithAllItsLists() {
    TestResult result =
        new TestResult(
            TestResult.Result.FAILED,
            List.of(ResourceDescriptor.ofName("smoke.yaml", "sha256", "aa")),
            null,
            List.of("capital"),
            List.of(),
            List.of("hours"));

    assertThat(result.toPredicate().type())
        .isEqualTo("https://in-toto.io/attestation/test-result/v0.1");
    assertThat(result.toPredicate().body().toString())
        .isEqualTo(
            "{\"result\":\"FAILED\",\"configuration\":[{\"name\":\"smoke.yaml\",\"digest\":{\"sha256\":\"aa\"}}],"
                + "\"passedTests\":[\"capital\"],\"warnedTests\":[],\"failedTests\":[\"hours\"]}");
  }

  @ParameterizedTest
  @CsvSource({
    "slsa-provenance,https://slsa.dev/provenance/v1",
    "slsaprovenance1,https://slsa.dev/provenance/v1",
    "slsaprovenance,https://slsa.dev/provenance/v0.2",
    "cyclonedx,https://cyclonedx.org/bom",
    "https://example.com/x/v1,https://example.com/x/v1",
    "urn:example:x,urn:example:x",
  })
  void knowsCosignsNamesAndAnyUri(String name, String uri) throws Exception {
    assertThat(PredicateType.parse(name)).isEqualTo(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "custom", "slsa", "not a uri", "example.com/x"})
  void refusesOtherNamesAndNamesThoseItKnows(String name) {
    assertThatThrownBy(() -> PredicateType.parse(name))
        .hasMessageStartingWith(
            "\"" + name + "\" is not a predicate type: give a URI or one of slsa-provenance, ");
  }

  @Test
  void displaysShortNames() {
    assertThat(PredicateType.display(PredicateType.SIGNATURE)).isEqualTo("signature");
    assertThat(PredicateType.display(PredicateType.SLSA_PROVENANCE)).isEqualTo("slsa-provenance");
    assertThat(PredicateType.display("https://example.com/x")).isEqualTo("https://example.com/x");
  }
}

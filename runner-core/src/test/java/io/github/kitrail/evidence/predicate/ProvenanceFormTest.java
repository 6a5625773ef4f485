package io.github.kitrail.evidence.predicate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.evidence.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvenanceFormTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ObjectNode github() throws Exception {
    return (ObjectNode) JSON.readTree(Samples.bytes("samples/github-provenance-predicate.json"));
  }

  @Test
  void githubsOwnIsInForm() throws Exception {
    JsonNode body = github();
    assertThatCode(() -> ProvenanceForm.check(body, "It")).doesNotThrowAnyException();
  }

  @Test
  void fieldsThatNobodyKnowsAreAllowed() throws Exception {
    ObjectNode body = github();
    body.put("new", 1);
    body.withObject("/runDetails/metadata").put("new", 1);
    assertThatCode(() -> ProvenanceForm.check(body, "It")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/buildDefinition/buildType|'t'|an absolute URI",
        "/buildDefinition/externalParameters|[]|an object",
        "/buildDefinition/internalParameters|'x'|an object",
        "/buildDefinition/resolvedDependencies|{}|a list of resource descriptors",
        "/buildDefinition/resolvedDependencies|[{'name': 'x'}]|a list of resource descriptors",
        "/buildDefinition/resolvedDependencies|[{'uri': 1}]|a list of resource descriptors",
        "/buildDefinition/resolvedDependencies|[{'digest': {}}]|a list of resource descriptors",
        "/buildDefinition/resolvedDependencies|[{'digest': {'gitCommit': 'abc'}}]|a list of",
        "/buildDefinition/resolvedDependencies|[{'digest': {'sha256': 'abc'}}]|a list of",
        "/buildDefinition/resolvedDependencies|[{'uri': 'u', 'annotations': []}]|a list of",
        "/runDetails/builder/id|'t'|an absolute URI",
        "/runDetails/builder/version|{'kitrail': 1}|an object of texts",
        "/runDetails/metadata/invocationId|1|a text",
        "/runDetails/metadata/startedOn|'yesterday'|a time in RFC 3339",
        "/runDetails/metadata/finishedOn|1|a time in RFC 3339",
        "/runDetails/byproducts|['x']|a list of resource descriptors",
      })
  void whatIsInAnotherFormIsNamed(String pointer, String value, String words) throws Exception {
    ObjectNode body = github();
    int slash = pointer.lastIndexOf('/');
    body.withObject(pointer.substring(0, slash))
        .set(pointer.substring(slash + 1), JSON.readTree(value.replace('\'', '"')));
    assertThatThrownBy(() -> ProvenanceForm.check(body, "It"))
        .hasMessageStartingWith(
            "It is not valid: https://slsa.dev/provenance/v1 wants `"
                + pointer.substring(1).replace('/', '.')
                + "` to be "
                + words);
  }
}

package io.github.kitrail.evidence.predicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kitrail.evidence.json.StrictJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * in-toto's test result v0.1: which tests an artifact went through.
 *
 * @param configuration what was tested with, such as the file of smoke tests and its digest
 * @param url where the report can be seen
 * @see <a
 *     href="https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md">in-toto
 *     test result</a>
 */
public record TestResult(
    Result result,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<ResourceDescriptor> configuration,
    @Nullable String url,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<String> passedTests,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<String> warnedTests,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<String> failedTests) {

  /** The verdict over all tests. */
  public enum Result {
    PASSED,
    WARNED,
    FAILED
  }

  public TestResult {
    configuration = List.copyOf(configuration);
    passedTests = List.copyOf(passedTests);
    warnedTests = List.copyOf(warnedTests);
    failedTests = List.copyOf(failedTests);
  }

  public Predicate toPredicate() {
    return new Predicate(PredicateType.TEST_RESULT, StrictJson.tree(this));
  }
}

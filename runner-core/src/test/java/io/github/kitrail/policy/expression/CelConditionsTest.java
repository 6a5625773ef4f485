package io.github.kitrail.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelConditionsTest {
  private static final String PREDICATE =
      """
      {"result": "PASSED", "count": 3, "big": 12345678901234567890, "rate": 0.5, "none": null, "whole": 1.0,
       "finished": "2026-01-01T00:00:00Z", "builder": {"id": "https://example.com/b"}, "tests": ["a", "b"]}
      """;

  private final Conditions cel = Conditions.cel();
  private final Map<String, Object> variables = new HashMap<>();

  CelConditionsTest() throws Exception {
    variables.put("predicate", JsonValues.of(new ObjectMapper().readTree(PREDICATE)));
    variables.put("predicateType", "https://example.com/t");
    variables.put(
        "signer", Map.of("kind", "key", "names", List.of("ci"), "claims", Map.of("ref", "main")));
    variables.put("subject", Map.of("digest", Map.of("sha256", "ab")));
    variables.put("now", Instant.parse("2026-01-11T00:00:00Z"));
    variables.put("files", List.of(Map.of("path", "a.bin", "format", "", "size", 5L)));
  }

  private Condition.Answer decide(String expression) throws Exception {
    return cel.compile(expression, Scope.EVIDENCE).decide(variables);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predicate.result == 'PASSED'",
        "predicate.count == 3 && predicate.count < 3.5",
        "predicate.big > 1",
        "predicate.whole == 1 && predicate.rate < 1",
        "predicate.none == null",
        "predicate.builder.id.startsWith('https://example.com/')",
        "predicate.builder.id.matches('^https://example[.]com/[a-z]$')",
        "predicate.tests.exists(t, t == 'b') && size(predicate.tests) == 2",
        "now - timestamp(predicate.finished) < duration('241h')",
        "!(now - timestamp(predicate.finished) < duration('240h'))",
        "'ci' in signer.names && signer.claims['ref'] == 'main'",
        "!has(signer.identity)",
        "has(predicate.builder) && !has(predicate.builder.version)",
        "subject.digest.sha256 == 'ab'",
        "files.all(f, f.format != 'pickle' && f.size < 10)",
        "predicate.missing == 1 || predicate.count == 3",
      })
  void holds(String expression) throws Exception {
    assertThat(decide(expression)).isEqualTo(Condition.Answer.of(true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          predicate.missing == 1                    | key 'missing' is not present in map
          predicate["a.b"] == 1                     | key 'a.b' is not present in map
          predicate.builder.id.x == 1               | Error resolving field 'x'
          signer.identity == "ann"                  | key 'identity' is not present in map
          predicate.tests[7] == "a"                 | Index out of bounds: 7
          timestamp(predicate.result) < now         | could not be parsed
          predicate.count / 0 == 1                  | / by zero
          predicate.count + 9223372036854775807 > 1 | long overflow
          predicate.count                           | it is 3, neither true nor false
          predicate.none                            | neither true nor false
          bases.all(b, b.passed)                    | bases
          """)
  void whatCannotBeDecidedIsNotTrue(String expression, String reason) throws Exception {
    Condition.Answer answer = decide(expression);
    assertThat(answer.holds()).isFalse();
    assertThat(answer.undecided()).contains(reason).doesNotContain("<input>", "Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          predicat.result == 1           | 0  | did you mean `predicate`?
          true && signer.issur == "a"    | 14 | did you mean `issuer`?
          signer.claims.ref == 1         | 18 | no matching overload
          files.all(f, f.pth == "")      | 14 | did you mean `path`?
          now - duration("30d") > now    | 15 | write hours, minutes or seconds, such as 720h
          "a".matches("(")               | 12 | no regular expression
          "a".lowerAscii() == "a"        | 14 | there is no `lowerAscii`
          now                            | 0  | must be true or false
          """)
  void whatCanBeKnownBeforeIsAnError(String expression, int offset, String problem) {
    assertThatThrownBy(() -> cel.compile(expression, Scope.EVIDENCE))
        .isInstanceOf(ExpressionProblem.class)
        .hasMessageContaining(problem)
        .extracting(e -> ((ExpressionProblem) e).offset())
        .isEqualTo(offset);
  }

  @Test
  void anEmptyExpressionIsNone() {
    assertThatThrownBy(() -> cel.compile("  ", Scope.MODELKIT))
        .isInstanceOf(ExpressionProblem.class);
  }

  @Test
  void evidenceHasMoreToAskThanAModelKit() {
    assertThatThrownBy(() -> cel.compile("predicate.x == 1", Scope.MODELKIT))
        .hasMessageContaining("only in a rule with `require`");
  }

  @Test
  void costIsBounded() throws Exception {
    variables.put(
        "files", IntStream.range(0, 3000).mapToObj(i -> Map.of("size", (long) i)).toList());
    long began = System.nanoTime();
    Condition.Answer answer = decide("files.all(a, files.all(b, a.size + b.size >= 0))");
    assertThat(answer.undecided()).contains("Iteration budget exceeded");
    variables.put("predicate", Map.of("text", "a".repeat(100_000) + "!"));
    assertThat(decide("predicate.text.matches('^(a+)+$')").holds()).isFalse();
    assertThat(decide("predicate.text.matches('^(a+)+!$')").holds()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    assertThatThrownBy(
            () -> cel.compile("(".repeat(5000) + "true" + ")".repeat(5000), Scope.MODELKIT))
        .isInstanceOf(ExpressionProblem.class);
    assertThatThrownBy(() -> cel.compile("true" + " && true".repeat(5000), Scope.MODELKIT))
        .isInstanceOf(ExpressionProblem.class);
    assertThatThrownBy(
            () -> cel.compile("'a'.matches('" + "(a{1000}){1000}" + "')", Scope.MODELKIT))
        .isInstanceOf(ExpressionProblem.class);
  }

  @Test
  void knowsWhatItAsksFor() throws Exception {
    Condition condition = cel.compile("files.all(f, f.size > 1)", Scope.MODELKIT);
    assertThat(condition.uses(Vocabulary.FILES)).isTrue();
    assertThat(condition.uses(Vocabulary.BASES)).isFalse();
  }
}

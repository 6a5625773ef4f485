package io.github.kitrail.inference.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import io.github.kitrail.inference.spec.NamedFiles;
import io.github.kitrail.inference.spec.Schemas;
import io.github.kitrail.inference.spec.SpecFiles;
import io.github.kitrail.yaml.YamlDocument;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssertionsTest {
  private static Assertion read(String entry) throws KitrailException {
    return new Assertions(new Schemas(new NamedFiles(SpecFiles.NONE)))
        .read(YamlDocument.parse("assert: " + entry, "smoke.yaml").require("assert"));
  }

  private static Assertion.Outcome check(String entry, String answer) throws Exception {
    Duration total = Duration.ofMillis(50);
    Completion completion = new Completion(answer, 1, 1, total, total, FinishReason.STOP);
    return read(entry).check(new Answer(completion, new KnownSession()));
  }

  private static void assertRefused(String entry, String... reasons) {
    assertThatThrownBy(() -> read(entry))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
              assertThat(e.getMessage()).startsWith("smoke.yaml, line 1").contains(reasons);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {equals: Paris}                         | ` Paris\n`       | true
          {equals: Paris}                         | Paris.           | false
          {equals: paris}                         | Paris            | false
          {equals: ''}                            | ` `              | true
          {equals: 42}                            | 42               | true
          {starts-with: Par}                      | ` Paris`         | true
          {starts-with: ar}                       | Paris            | false
          {contains: ari}                         | Paris            | true
          {contains: ARI}                         | Paris            | false
          {icontains: ARI}                        | Paris            | true
          {icontains: straße}                     | DIE STRASSE      | true
          {contains-all: [a, b]}                  | b and a          | true
          {contains-all: [a, b, z]}               | b and a          | false
          {contains-any: [y, a]}                  | b and a          | true
          {contains-any: [y, z]}                  | b and a          | false
          {icontains-all: [A, B]}                 | b and a          | true
          {icontains-any: [Y, B]}                 | b and a          | true
          {icontains-any: [Y, Z]}                 | b and a          | false
          {regex: '^\\s*P[a-z]+s$'}               | ` Paris`         | true
          {regex: 'P\\d'}                         | Paris            | false
          {is-json: true}                         | ` {"a": [1]} `   | true
          {is-json: true}                         | {"a": [1]        | false
          {is-json: true}                         | {} {}            | false
          {is-json: true}                         | ` `              | false
          {is-json: true}                         | Sure! {}         | false
          {contains-json: true}                   | Sure! {"a": 1}.  | true
          {contains-json: true}                   | [not] this {"a"} | false
          {contains-json: true}                   | nothing          | false
          {is-json: {type: object, required: [a]}} | {"a": 1}        | true
          {is-json: {type: object, required: [a]}} | {"b": 1}        | false
          {is-json: {properties: {a: {pattern: '^x'}}}} | {"a": "yx"} | false
          {is-json: {$schema: 'http://json-schema.org/draft-07/schema#', type: array}} | [] | true
          {contains-json: {required: [a]}}        | {"b": 1} {"a": 1} | true
          {contains-json: {required: [a]}}        | {"b": 1}         | false
          {not-is-json: {required: [a]}}          | {"b": 1}         | true
          {levenshtein: Paris, threshold: 1}      | Pariz            | true
          {levenshtein: Paris, threshold: 1}      | Pariser          | false
          {levenshtein: kitten}                   | sitting          | true
          {levenshtein: kitten}                   | something else   | false
          {latency: 50}                           | x                | true
          {latency: 49}                           | x                | false
          {not-contains: Paris}                   | London           | true
          {not-contains: Paris}                   | Paris            | false
          {not-equals: Paris}                     | Paris            | false
          {not-regex: '\\d'}                      | Paris            | true
          {not-is-json: true}                     | Paris            | true
          {not-contains-any: [a, b]}              | xyz              | true
          {not-contains-any: [a, b]}              | xay              | false
          {not-levenshtein: Paris, threshold: 2}  | Parts            | false
          {not-latency: 10}                       | x                | true
          """)
  void decides(String entry, String answer, boolean holds) throws Exception {
    assertThat(check(entry, answer).holds()).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {equals: We open at 7.}        | We are open.  | to equal: We open at 7.        | from character 4 on: expected "open at 7.", answered "are open."
          {equals: Paris}                | Par           | to equal: Paris                | from character 4 on: expected "is", answered nothing more
          {contains-all: [a, b]}         | a             | to contain all of: a / b       | missing: b
          {icontains: a}                 | x             | to contain (in any case): a    | ``
          {contains-any: [a, b]}         | x             | to contain any of: a / b       | ``
          {regex: a+}                    | x             | to match: a+                   | ``
          {levenshtein: ab}              | something     | to be at most 5 edits away from: ab | it is 9 edits away
          {latency: 3}                   | x             | to take at most 3 ms           | it took 50 ms
          {not-contains: a}              | a             | not to contain: a              | ``
          """)
  void saysWhatWasExpectedAndWhyItIsNotSo(
      String entry, String answer, String expectation, String detail) throws Exception {
    assertThat(read(entry).expectation()).isEqualTo(expectation);
    assertThat(check(entry, answer).holds()).isFalse();
    assertThat(check(entry, answer).detail()).isEqualTo(detail);
  }

  @Test
  @Timeout(20)
  void givesUpOnARegexThatBacktracksForever() throws Exception {
    Assertion regex = new RegexAssertion(Pattern.compile("^(.*?,){20}P"), Duration.ofMillis(100));
    Completion answer =
        new Completion(",".repeat(60), 1, 1, Duration.ZERO, Duration.ZERO, FinishReason.STOP);
    assertThat(regex.check(new Answer(answer, new KnownSession())).holds()).isFalse();
    assertThat(regex.check(new Answer(answer, new KnownSession())).detail())
        .contains("still backtracks after 100 ms");
    // Not knowing is no proof of the opposite.
    assertThat(new Negation(regex).check(new Answer(answer, new KnownSession())).holds()).isFalse();
    assertThat(new Negation(regex).check(new Answer(answer, new KnownSession())).detail())
        .contains("undecided");
  }

  @Test
  @Timeout(20)
  void givesUpOnAPatternOfASchemaThatBacktracksForever() throws Exception {
    String schema = "{type: string, pattern: '^(.*?,){20}P'}";
    String answer = '"' + ",".repeat(60) + '"';
    assertThat(check("{is-json: " + schema + "}", answer).detail()).contains("backtracks");
    assertThat(check("{not-is-json: " + schema + "}", answer).holds()).isFalse();
  }

  @Test
  void givesUpOnARegexThatRecursesTooDeeply() throws Exception {
    String answer = "ab".repeat(200_000);
    assertThat(check("{regex: '^(a|b)*c'}", answer).detail()).contains("recurses too deeply");
    assertThat(check("{not-regex: '^(a|b)*c'}", answer).holds()).isFalse();
  }

  @Test
  void suggestsTheWordThatWasMeant() {
    assertRefused("{contians: x}", "column 9", "`contians` is not an assertion", "`contains`?");
    assertRefused("{not-contians: x}", "`not-contains`?");
    assertRefused("{starts_with: x}", "`starts-with`?");
    assertRefused("{llm-rubric: x}", "known are contains, contains-all", "each also with not-");
  }

  @Test
  void refusesEntriesOfAnotherShape() {
    assertRefused("contains", "such as `contains: Paris`");
    assertRefused("{}", "this assertion is empty");
    assertRefused("{type: contains, value: x}", "write the assertion's type as its field");
    assertRefused("{contains: x, equals: y}", "`equals` stands beside `contains`");
    assertRefused("{contains: x, threshold: 3}", "`threshold` stands beside `contains`");
  }

  @Test
  void refusesValuesThatMakeNoSense() {
    assertRefused("{contains: ''}", "every answer would match");
    assertRefused("{contains: [a]}", "must be text");
    assertRefused("{contains:}", "missing");
    assertRefused("{contains-all: a}", "must be a list");
    assertRefused("{contains-all: []}", "empty list");
    assertRefused("{contains-any: [a, '']}", "every answer would match");
    assertRefused("{regex: '(a'}", "is no regular expression: Unclosed group");
    assertRefused("{is-json: false}", "takes `true`");
    assertRefused("{is-json: {type: objekt}}", "no JSON schema: /type: ");
    assertRefused("{is-json: {pattern: '('}}", "this JSON schema cannot be used: ");
    assertRefused("{is-json: {$schema: 'https://x.invalid'}}", "no draft of JSON Schema");
    assertRefused("{is-json: {$ref: 'https://x.invalid/a'}}", "cannot be used");
    assertRefused("{is-json: a.json}", "there is no file a.json");
    assertRefused("{is-json: [1]}", "takes a JSON schema, or the path");
    assertRefused("{levenshtein: a, threshold: -1}", "whole number from 0");
    assertRefused("{latency: fast}", "whole number from 1");
  }
}

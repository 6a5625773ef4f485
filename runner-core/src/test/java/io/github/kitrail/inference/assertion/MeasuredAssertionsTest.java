package io.github.kitrail.inference.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.EngineException;
import io.github.kitrail.inference.engine.EngineSession;
import io.github.kitrail.inference.engine.TokenListener;
import io.github.kitrail.inference.spec.NamedFiles;
import io.github.kitrail.inference.spec.Schemas;
import io.github.kitrail.inference.spec.SpecFiles;
import io.github.kitrail.yaml.YamlDocument;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that measure, or look at more than an answer's letters. */
class MeasuredAssertionsTest {
  private static final String LOOP = "the bread and ";

  private static Assertion read(String entry) throws KitrailException {
    return new Assertions(new Schemas(new NamedFiles(SpecFiles.NONE)))
        .read(YamlDocument.parse("assert: " + entry, "smoke.yaml").require("assert"));
  }

  private static Assertion.Outcome check(String entry, Completion answer) throws Exception {
    return read(entry).check(new Answer(answer, new KnownSession()));
  }

  private static Assertion.Outcome check(String entry, String answer) throws Exception {
    return check(entry, completion(answer, 21, FinishReason.STOP));
  }

  /** Ten tokens a second, from the first one on. */
  private static Completion completion(String text, int tokens, FinishReason reason) {
    Duration first = Duration.ofMillis(500);
    return new Completion(text, 1, tokens, first, first.plusMillis(100L * (tokens - 1)), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {rouge-n: We open at seven}                   | At seven we open!          | true  | 1.00
          {rouge-n: We open at seven}                   | We open at eight           | true  | 0.75
          {rouge-n: We open at seven, threshold: 0.8}   | We open at eight           | false | 0.75
          {rouge-n: one two}                            | one two three four five six | false | 0.50
          {rouge-n: one one}                            | one                        | false | 0.67
          {not-rouge-n: We open at seven}               | Dogs are welcome           | true  | 1.00
          {levenshtein: abcd, threshold: 1}             | abcx                       | true  | 0.75
          {similar: abcdef}                             | uvwxyz                     | true  | 1.00
          {similar: abcdef}                             | aaaaaaaaaaaaaaaaaa         | false | 0.36
          {similar: abcdef, threshold: 0.3}             | aaaaaaaaaaaaaaaaaa         | true  | 0.36
          {perplexity: 6}                               | abcdef                     | true  | 1.00
          {perplexity: 5}                               | abcdef                     | false | 0.00
          {perplexity: 3, text: abc}                    | abcdef                     | true  | 1.00
          {tokens-per-second: 10}                       | any                        | true  | 1.00
          {tokens-per-second: 10.5}                     | any                        | false | 0.00
          {memory: 100}                                 | any                        | true  | 1.00
          {memory: 99}                                  | any                        | false | 0.00
          {finish-reason: stop}                         | any                        | true  | 1.00
          {finish-reason: length}                       | any                        | false | 0.00
          {is-refusal: true}                            | I'm sorry, but no.         | true  | 1.00
          {is-refusal: true}                            | I cannot help with that.   | true  | 1.00
          {is-refusal: true}                            | We open at seven.          | false | 0.00
          {not-is-refusal: true}                        | As an AI I have no oven.   | false | 0.00
          """)
  void measures(String entry, String answer, boolean holds, double score) throws Exception {
    Assertion.Outcome outcome = check(entry, answer);
    assertThat(outcome.holds()).isEqualTo(holds);
    assertThat(outcome.score()).isCloseTo(score, within(0.005));
  }

  @Test
  void emptyIsARefusalAndLikeNothing() throws Exception {
    assertThat(check("{is-refusal: true}", " ").holds()).isTrue();
    assertThat(check("{similar: a}", " ").holds()).isFalse();
    assertThat(check("{rouge-n: a}", " ").holds()).isFalse();
  }

  @Test
  void knowsTypographersApostrophes() throws Exception {
    assertThat(check("{is-refusal: true}", "I can\u2019t help you.").holds()).isTrue();
  }

  @Test
  void seesCirclesOfAnyLength() throws Exception {
    assertThat(check("{is-repetitive: true}", "Well: " + "ha".repeat(30)).holds()).isTrue();
    assertThat(check("{is-repetitive: true}", "We bake " + LOOP.repeat(5)).detail())
        .contains("times: ");
    assertThat(check("{not-is-repetitive: true}", "x".repeat(40)).holds()).isFalse();
    String line = "This sentence is a good deal longer than the others are.\n";
    assertThat(check("{is-repetitive: true}", line.repeat(4)).holds()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We open at 7 in the morning, on Sundays at 8.",
        "No, no, no!",
        "| a | b |\n| --- | --- |\n| one | two |\n| three | four |",
        "1. one\n2. two\n3. three\n4. four\n5. five\n6. six",
        ""
      })
  void doesNotTakeTextForCircles(String answer) throws Exception {
    assertThat(check("{is-repetitive: true}", answer).holds()).isFalse();
  }

  @Test
  void anAnswerOfOneTokenHasNoSpeedEitherWay() throws Exception {
    Completion one = completion("a", 1, FinishReason.STOP);
    assertThat(check("{tokens-per-second: 1}", one).holds()).isFalse();
    assertThat(check("{not-tokens-per-second: 1}", one).holds()).isFalse();
  }

  @Test
  void whatTheEngineCannotTellIsAnErrorEitherWay() throws Exception {
    EngineSession plain =
        new EngineSession() {
          @Override
          public Completion complete(CompletionRequest request, TokenListener listener)
              throws EngineException {
            throw new EngineException("not asked");
          }

          @Override
          public boolean isAlive() {
            return true;
          }

          @Override
          public void close() {}
        };
    Answer answer = new Answer(completion("text", 2, FinishReason.STOP), plain);
    for (String entry :
        new String[] {
          "{similar: a}", "{not-similar: a}", "{perplexity: 5}", "{not-perplexity: 5}"
        }) {
      assertThatThrownBy(() -> read(entry).check(answer)).isInstanceOf(EngineException.class);
    }
    assertThat(read("{memory: 5}").check(answer).holds()).isFalse();
    assertThat(read("{not-memory: 5}").check(answer).holds()).isFalse();
  }

  @Test
  void countsByItsWeight() throws Exception {
    assertThat(read("{contains: a, weight: 2.5}").weight()).isEqualTo(2.5);
    assertThat(read("{not-contains: a, weight: 0}").weight()).isZero();
    assertThat(read("{contains: a}").weight()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {contains: a, threshold: 1}       | stands beside
          {contains: a, weight: -1}         | weight
          {rouge-n: a, threshold: 2}        | threshold
          {finish-reason: done}             | `stop` or `length`
          {is-refusal: maybe}               | is-refusal
          {is-repetitive: false}            | takes `true`
          {perplexity: 0.5}                 | perplexity
          {rouge-1: a}                      | did you mean `rouge-n`
          {tokens-per-sec: 3}               | did you mean `tokens-per-second`
          """)
  void refusesWhatMeansNothing(String entry, String reason) {
    assertThatThrownBy(() -> read(entry))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining(reason);
  }
}

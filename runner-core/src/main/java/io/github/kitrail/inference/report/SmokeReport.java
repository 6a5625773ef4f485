package io.github.kitrail.inference.report;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a smoke test.
 *
 * @param engine its name and version
 * @param model what the file says about itself, such as {@code faq-bot, llama, F16}
 * @param files every file that took part, with the digest it had then, the model first; absolute
 *     paths, or those of {@link #withFiles}
 * @param cases the loading of the model first, then the spec's tests in order
 * @param seconds how long all of it took
 */
public record SmokeReport(
    String engine, String model, Map<Path, Digest> files, List<CaseResult> cases, double seconds) {
  public SmokeReport {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    cases = List.copyOf(cases);
  }

  /** The same with the files called otherwise. */
  public SmokeReport withFiles(Map<Path, Digest> renamed) {
    return new SmokeReport(engine, model, renamed, cases, seconds);
  }

  /** Each file with the beginning of its digest, for people. */
  public String filesInWords() {
    return files.entrySet().stream()
        .map(it -> it.getKey() + " " + it.getValue().abbreviated())
        .collect(Collectors.joining(", "));
  }

  /** How many tests passed. */
  public int passed() {
    return (int) cases.stream().filter(CaseResult::passed).count();
  }

  /** How many did not, whatever the reason. */
  public int failed() {
    return cases.size() - passed();
  }

  /**
   * How fast the answers were written, from their first tokens on; null when none has two tokens.
   * Comparable only between runs on the same machine.
   */
  public @Nullable Double tokensPerSecond() {
    long tokens = 0;
    long nanos = 0;
    for (CaseResult result : cases) {
      Completion answer = result.completion();
      if (answer != null && answer.tokens() > 1) {
        tokens += answer.tokens() - 1;
        nanos += answer.total().minus(answer.firstToken()).toNanos();
      }
    }
    return nanos <= 0 ? null : Math.round(tokens * 1e10 / nanos) / 10.0;
  }

  /**
   * Returns when all tests passed.
   *
   * @throws KitrailException TESTS_FAILED with what was expected and what was answered
   */
  public void requirePassed() throws KitrailException {
    if (failed() > 0) {
      throw new KitrailException(
          ErrorCode.TESTS_FAILED,
          failed()
              + " of "
              + cases.size()
              + " smoke tests failed with "
              + engine
              + ".\n"
              + TextReport.failures(this));
    }
  }
}

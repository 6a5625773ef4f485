package io.jenkins.plugins.kitrail.facts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How the smoke tests of a ModelKit went. */
public final class TestFacts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Jenkins' own test results have all of them; a build's record stays small. */
  private static final int MOST = 100;

  private final String engine;
  private final int passed;
  private final int failed;
  @CheckForNull private final Double tokensPerSecond;
  private final ArrayList<CaseFacts> cases;

  private TestFacts(Fields tests) {
    engine = tests.textOf("engine");
    passed = (int) tests.count("passed");
    failed = (int) tests.count("failed");
    tokensPerSecond = tests.number("tokensPerSecond");
    List<CaseFacts> all = new ArrayList<>(tests.list("cases").stream().map(CaseFacts::of).toList());
    if (all.size() > MOST) {
      all.sort(Comparator.comparing(CaseFacts::isPassed));
      all = all.subList(0, MOST);
    }
    cases = new ArrayList<>(all);
  }

  /**
   * @param record of a step; with {@code tests} when it tested
   * @return null when it did not
   */
  @CheckForNull
  static TestFacts of(Fields record) {
    Fields tests = record.record("tests");
    return tests == null ? null : new TestFacts(tests);
  }

  /** Its name and version. */
  public String getEngine() {
    return engine;
  }

  public int getPassed() {
    return passed;
  }

  public int getFailed() {
    return failed;
  }

  public int getTotal() {
    return passed + failed;
  }

  /** How fast the answers were written; null when nobody knows. */
  @CheckForNull
  public Double getTokensPerSecond() {
    return tokensPerSecond;
  }

  /** At most 100; of more, those that failed come first. */
  public List<CaseFacts> getCases() {
    return List.copyOf(cases);
  }

  /** How many are not among {@link #getCases}. */
  public int getMore() {
    return Math.max(0, getTotal() - cases.size());
  }

  /** Which tests failed, in one sentence. */
  String sentence() {
    List<String> names =
        cases.stream().filter(it -> !it.isPassed()).map(CaseFacts::getName).limit(5).toList();
    return failed
        + " of "
        + getTotal()
        + " smoke tests failed: "
        + String.join(", ", names)
        + (failed > names.size() ? ", and " + (failed - names.size()) + " more" : "")
        + ".";
  }
}

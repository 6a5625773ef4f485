package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;

/** {@code memory}: the engine has had at most so many MiB of RAM until then. */
record MemoryAssertion(int mebibytes) implements Assertion {
  private static final int MOST = 16 * 1024 * 1024;
  private static final long MEBIBYTE = 1024 * 1024;

  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    return new MemoryAssertion(entry.require(key).integer(1, MOST));
  }

  @Override
  public String expectation() {
    return "to take at most " + mebibytes + " MiB of memory";
  }

  @Override
  public Outcome check(Answer answer) {
    long peak = answer.session().peakMemory();
    if (peak == 0) {
      return Outcome.undecided("this system does not tell an engine's memory; Linux does");
    }
    long taken = (peak + MEBIBYTE - 1) / MEBIBYTE;
    return Outcome.of(taken <= mebibytes, "it took " + taken + " MiB");
  }
}

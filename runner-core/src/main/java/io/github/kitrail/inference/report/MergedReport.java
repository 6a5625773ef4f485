package io.github.kitrail.inference.report;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The reports of all shards as the one report that a single machine would have written. */
public final class MergedReport {
  /** A report and what messages call it. */
  public record Named(String name, TestReport report) {}

  private MergedReport() {}

  /**
   * Joins them, in whatever order they come.
   *
   * <p>Tests stand in the spec's order again. What each shard tests before the spec's tests, such
   * as that the model loads, becomes one test, which failed when it failed anywhere. It took as
   * long as the slowest shard.
   *
   * @throws KitrailException BAD_INPUT when they are about different models, specs or engines, or
   *     when a shard is missing or there twice
   */
  public static TestReport of(List<Named> reports) throws KitrailException {
    if (reports.isEmpty()) {
      throw new KitrailException(ErrorCode.BAD_INPUT, "There is no report to merge.");
    }
    Named first = reports.get(0);
    for (Named other : reports) {
      requireSame(first, other);
    }
    List<Named> shards = complete(reports);
    TestReport model = first.report();
    SmokeReport results =
        new SmokeReport(
            model.results().engine(),
            model.results().model(),
            model.results().files(),
            cases(shards, model.spec().tests()),
            shards.stream().mapToDouble(it -> it.report().results().seconds()).max().orElse(0));
    return new TestReport(model.target(), results, model.spec(), null, machine(shards), null);
  }

  private static void requireSame(Named one, Named other) throws KitrailException {
    TestReport a = one.report();
    TestReport b = other.report();
    String what = null;
    if (!a.results().files().equals(b.results().files())) {
      what = "model: " + a.results().filesInWords() + ", and " + b.results().filesInWords();
    } else if (!a.spec().equals(b.spec())) {
      what = "smoke tests: " + inWords(a.spec()) + ", and " + inWords(b.spec());
    } else if (!a.results().engine().equals(b.results().engine())) {
      what = "engine: " + a.results().engine() + ", and " + b.results().engine();
    }
    if (what != null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The reports "
              + one.name()
              + " and "
              + other.name()
              + " are not of the same "
              + what
              + ". Only shards of one test can be merged.");
    }
  }

  private static String inWords(TestedSpec spec) {
    return spec.tests() + " of " + spec.name() + " " + spec.digest().abbreviated();
  }

  /** By index, each once. */
  private static List<Named> complete(List<Named> reports) throws KitrailException {
    Map<Integer, Named> shards = new TreeMap<>();
    int count = shard(reports.get(0)).count();
    for (Named report : reports) {
      Shard shard = shard(report);
      if (shard.count() != count) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "The reports were split differently: "
                + reports.get(0).name()
                + " is shard "
                + shard(reports.get(0))
                + ", and "
                + report.name()
                + " is "
                + shard
                + ".");
      }
      Named same = shards.put(shard.index(), report);
      if (same != null) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "Shard " + shard + " is there twice: " + same.name() + " and " + report.name() + ".");
      }
    }
    List<String> missing = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      if (!shards.containsKey(i)) {
        missing.add(i + "/" + count);
      }
    }
    if (!missing.isEmpty()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The report of shard "
              + String.join(", ", missing)
              + " is missing: its tests may have failed, or never have run.");
    }
    return List.copyOf(shards.values());
  }

  private static Shard shard(Named report) {
    Shard shard = report.report().shard();
    return shard == null ? new Shard(1, 1) : shard;
  }

  private static List<CaseResult> cases(List<Named> shards, int tests) throws KitrailException {
    List<CaseResult> common = new ArrayList<>();
    List<List<CaseResult>> dealt = new ArrayList<>();
    for (Named shard : shards) {
      List<CaseResult> all = shard.report().results().cases();
      int before = all.size() - shard(shard).share(tests);
      if (before < 0 || (!dealt.isEmpty() && before != common.size())) {
        throw otherTests(shard);
      }
      for (int i = 0; i < before; i++) {
        if (dealt.isEmpty()) {
          common.add(blamed(all.get(i), shard));
        } else {
          common.set(i, joined(common.get(i), all.get(i), shard));
        }
      }
      dealt.add(all.subList(before, all.size()));
    }
    List<CaseResult> cases = new ArrayList<>(common);
    Set<String> names = new HashSet<>();
    common.forEach(it -> names.add(it.name()));
    for (int i = 0; i < tests; i++) {
      CaseResult next = dealt.get(i % dealt.size()).get(i / dealt.size());
      if (!names.add(next.name())) {
        throw otherTests(shards.get(i % dealt.size()));
      }
      cases.add(next);
    }
    return cases;
  }

  private static CaseResult joined(CaseResult one, CaseResult other, Named shard)
      throws KitrailException {
    if (!one.name().equals(other.name())) {
      throw otherTests(shard);
    }
    if (one.passed() && other.passed()) {
      return one.seconds() >= other.seconds() ? one : other;
    }
    return one.passed() ? blamed(other, shard) : one;
  }

  /** Says on which shard an error was. */
  private static CaseResult blamed(CaseResult result, Named shard) {
    return result.error() == null || shard(shard).count() == 1
        ? result
        : new CaseResult(
            result.name(),
            result.prompt(),
            result.completion(),
            result.assertions(),
            result.threshold(),
            "In shard " + shard(shard) + ": " + result.error(),
            result.seconds());
  }

  private static KitrailException otherTests(Named shard) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "The report "
            + shard.name()
            + " does not have the tests of shard "
            + shard(shard)
            + ": it was altered.");
  }

  private static @Nullable Machine machine(List<Named> shards) {
    Machine first = shards.get(0).report().machine();
    return shards.stream().allMatch(it -> Objects.equals(it.report().machine(), first))
        ? first
        : null;
  }
}

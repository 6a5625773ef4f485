package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.ModelTest;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.EarlierResults;
import io.github.kitrail.inference.report.Shard;
import io.github.kitrail.inference.report.SmokeReport;
import io.github.kitrail.inference.report.TestReport;
import io.github.kitrail.inference.report.TestedSpec;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One smoke test of files on disk: run, compared, written down. */
final class TestRun {
  private final SpecFile spec;
  private final ModelOnDisk model;
  private final TestedPlaces places;
  private final Test.Options options;
  private final Context context;

  TestRun(
      SpecFile spec,
      ModelOnDisk model,
      TestedPlaces places,
      Test.Options options,
      Context context) {
    this.spec = spec;
    this.model = model;
    this.places = places;
    this.options = options;
    this.context = context;
  }

  /**
   * @param target what is tested
   */
  Test.Result run(String target) throws KitrailException {
    Shard shard = shard();
    List<String> warnings = new ArrayList<>();
    // Before the tests, which may take long.
    List<EarlierResults> earlier = earlier(warnings);
    String engine = options.engine() == null ? spec.spec().engine() : options.engine();
    SmokeReport results =
        ModelTest.run(
            model,
            spec.spec(),
            shard,
            ChosenEngine.named(engine, context),
            spec.folder(),
            context.env(),
            new TestProgress(context.listener()));
    TestReport report =
        new TestReport(
            places.suite(target),
            results.withFiles(places.of(results.files())),
            spec.tested(),
            shard,
            ThisMachine.describe(context.env()),
            null);
    return result(compared(report, earlier), warnings).of(target);
  }

  /**
   * Takes the results of a test that was run elsewhere, after a look whether it was of this model
   * and these tests.
   *
   * @param report the JSON report of the whole test
   * @throws KitrailException BAD_INPUT when it was of something else
   */
  Test.Result take(Path report, String target) throws KitrailException {
    TestReport taken = Baseline.report(report);
    Map<Path, Digest> files = places.of(ModelTest.files(model, spec.spec()));
    SmokeReport here = new SmokeReport("", "", files, List.of(), 0);
    if (!here.files().equals(taken.results().files())) {
      throw other(
          report,
          "model: "
              + here.filesInWords()
              + " is here, and "
              + taken.results().filesInWords()
              + " was tested");
    }
    if (!spec.digest().equals(taken.spec().digest())) {
      throw other(report, "spec: " + spec.name() + " has changed since");
    }
    Set<String> names =
        taken.results().cases().stream().map(CaseResult::name).collect(Collectors.toSet());
    for (String test : spec.spec().lines().keySet()) {
      if (!names.contains(test)) {
        throw other(report, "spec: \"" + test + "\" was not run");
      }
    }
    List<String> warnings = new ArrayList<>();
    List<EarlierResults> earlier = earlier(warnings);
    return result(compared(taken, earlier), warnings).of(target);
  }

  private static KitrailException other(Path report, String what) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "The report " + report + " is not about this " + what + ". Test again.");
  }

  private List<EarlierResults> earlier(List<String> warnings) throws KitrailException {
    return options.baseline() == null ? List.of() : options.baseline().read(context, warnings);
  }

  private TestReport compared(TestReport report, List<EarlierResults> earlier) {
    return options.baseline() == null
        ? report
        : report.comparedWith(options.baseline().tolerance().compare(earlier, report));
  }

  private Test.Result result(TestReport report, List<String> warnings) throws KitrailException {
    return result(report, spec.file().toString(), spec.spec().lines(), options.reports(), warnings);
  }

  private @Nullable Shard shard() throws KitrailException {
    if (options.shard() == null) {
      return null;
    }
    if (options.baseline() != null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "A shard is not the whole to compare with --baseline: give that to `kitrail test merge`,"
              + " which has the results of all shards.");
    }
    return Shard.parse(options.shard());
  }

  /**
   * Writes the reports of one.
   *
   * @param specPath the spec as it was named
   * @param lines of the tests in the spec, as far as they are known
   */
  static Test.Result result(
      TestReport report,
      String specPath,
      Map<String, Integer> lines,
      ReportFiles files,
      List<String> warnings)
      throws KitrailException {
    Test.Summary summary = TestSummaries.of(report, lines);
    files.write(report, summary);
    TestedSpec spec = report.spec();
    return new Test.Result(
        report.target(),
        summary,
        spec.name(),
        specPath,
        spec.digest().toString(),
        TestedPlaces.own(report.results().files()),
        warnings);
  }
}

package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.Remark;
import io.github.kitrail.chain.Chain;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.inference.report.Machine;
import io.github.kitrail.inference.spec.SpecFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Smoke-tests the model of a folder or of a ModelKit. */
public final class Test {
  /** The spec's name in a folder. */
  private static final String SPEC = "smoke.yaml";

  private Test() {}

  /**
   * @param target a folder with a Kitfile, or a reference
   * @param spec null for the folder's own
   * @param expected what evidence a ModelKit should have; a folder has none
   */
  public record Request(String target, @Nullable Path spec, Options options, Expected expected) {}

  /**
   * How to test.
   *
   * @param engine what runs the model; null for the one of the spec
   * @param shard which part of the tests, such as {@code 2/5}; null for all
   * @param baseline what the results are compared with; null for nothing
   */
  public record Options(
      @Nullable String engine,
      @Nullable String shard,
      ReportFiles reports,
      @Nullable Baseline baseline) {}

  /**
   * One test, as a report shows it.
   *
   * @param line of the spec, where its name stands, counted from 1; null for the loading of the
   *     model, and when nobody knows
   * @param failure what was expected and what was answered; null when it passed
   * @param score 0 to 1: the weighted mean of its assertions' scores
   * @param tokensPerSecond how fast the answer was written; null when it was too short
   */
  public record Case(
      String name,
      String status,
      double seconds,
      @Nullable Integer line,
      @Nullable String failure,
      double score,
      @Nullable Double tokensPerSecond) {}

  /**
   * The results beside those of an earlier version.
   *
   * @param name what the earlier version is called
   * @param regressions what is worse here than is tolerated, one sentence each
   * @param notes what a reader should know of the comparison
   * @param speed tokens/s here by tokens/s there; null when they are not comparable
   */
  public record Compared(
      String name, List<String> regressions, List<String> notes, @Nullable Double speed) {}

  /**
   * @param engine its name and version
   * @param tokensPerSecond how fast the answers were written; null when they were too short
   * @param failures what was expected and what was answered, and what is worse than it was, as
   *     lines
   * @param shard which part of the tests this was; null for all
   * @param machine where it was; null when that were several, unlike ones
   * @param baseline null when nothing was compared
   */
  public record Summary(
      String engine,
      int passed,
      int failed,
      @Nullable Double tokensPerSecond,
      List<Case> cases,
      List<String> failures,
      @Nullable String shard,
      @Nullable Machine machine,
      @Nullable Compared baseline) {

    /** Whether all passed and nothing is worse than it was. */
    public boolean good() {
      return failed == 0 && regressions().isEmpty();
    }

    private List<String> regressions() {
      return baseline == null ? List.of() : baseline.regressions();
    }
  }

  /**
   * @param target what was tested
   * @param tests how it went
   * @param spec the spec's file name
   * @param specPath the spec as it was named
   * @param specDigest {@code sha256:…} of the spec
   * @param testedFiles the digest of each file that took part and is the ModelKit's own, by its
   *     path there
   * @param warnings what was told about evidence that should be there, or could not be verified
   */
  public record Result(
      String target,
      Summary tests,
      String spec,
      String specPath,
      String specDigest,
      Map<String, String> testedFiles,
      List<String> warnings) {
    Result of(String other) {
      return new Result(other, tests, spec, specPath, specDigest, testedFiles, warnings);
    }

    private Result warningToo(List<String> more) {
      List<String> all = new ArrayList<>(more);
      all.addAll(warnings);
      return new Result(target, tests, spec, specPath, specDigest, testedFiles, all);
    }

    /**
     * @throws KitrailException TESTS_FAILED with what was expected and what was answered, and what
     *     is worse than it was
     */
    public void requirePassed() throws KitrailException {
      if (!tests.good()) {
        int worse = tests.regressions().size();
        throw new KitrailException(
                ErrorCode.TESTS_FAILED,
                tests.failed()
                    + " of "
                    + (tests.passed() + tests.failed())
                    + " smoke tests failed with "
                    + tests.engine()
                    + (worse == 0
                        ? ""
                        : worse == 1
                            ? ", and 1 thing is worse than it was"
                            : ", and " + worse + " things are worse than they were")
                    + ".\n"
                    + String.join("\n", tests.failures()))
            .with(remarks());
      }
    }

    private List<Remark> remarks() {
      List<Remark> remarks = new ArrayList<>();
      for (Case it : tests.cases()) {
        if (it.failure() != null) {
          remarks.add(new Remark(it.failure(), specPath, it.line(), null));
        }
      }
      tests.regressions().forEach(it -> remarks.add(new Remark(it, specPath, null, null)));
      return remarks;
    }
  }

  public static Result run(Request request, Context context) throws KitrailException {
    Path folder = Path.of(request.target());
    if (Files.isDirectory(folder)) {
      if (request.expected().required()) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            request.target()
                + " is a folder, which has no evidence yet: --require is for a ModelKit.");
      }
      Path spec = request.spec() == null ? folder.resolve(SPEC) : request.spec();
      PreparedFolder prepared = PreparedFolder.of(context, folder, null);
      return folder(prepared, spec, request.options(), context);
    }
    ModelKit modelKit = ModelKit.read(context.locations().open(request.target()), context.retry());
    if (request.spec() == null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          request.target()
              + " is no folder, so name the smoke tests with --spec FILE. (If you meant a folder,"
              + " there is none.)");
    }
    boolean compared = request.options().baseline() != null;
    List<String> warnings = request.expected().check(modelKit, compared, context);
    Chain chain = Bases.of(modelKit, context);
    try (SpecFilesOfModelKit own = SpecFilesOfModelKit.of(modelKit, chain, context)) {
      SpecFile spec = SpecFile.read(request.spec(), own);
      // A command may want the datasets, too.
      boolean everything = !spec.spec().commands().isEmpty();
      try (ModelOnDisk model = ModelOnDisk.of(modelKit, chain, null, everything, context)) {
        TestedPlaces places = TestedPlaces.ofModelKit(model, own, spec);
        return new TestRun(spec, model, places, request.options(), context)
            .run(modelKit.pinned())
            .warningToo(warnings);
      }
    }
  }

  private interface OfFolder {
    Result with(TestRun test) throws KitrailException;
  }

  private static Result of(
      PreparedFolder folder, Path file, Options options, Context context, OfFolder action)
      throws KitrailException {
    try (SpecFilesOfModelKit bases = SpecFilesOfModelKit.ofBases(folder, context)) {
      SpecFile spec = SpecFile.read(file, SpecFiles.in(folder.directory()).or(bases));
      try (ModelOnDisk model = ModelOnDisk.of(folder, context)) {
        TestedPlaces places = TestedPlaces.ofFolder(folder.directory(), model, bases, spec);
        return action.with(new TestRun(spec, model, places, options, context));
      }
    }
  }

  /**
   * Tests a folder's model where it lies; the result names the digest of every file of the folder
   * that took part.
   */
  public static Result folder(PreparedFolder folder, Path spec, Options options, Context context)
      throws KitrailException {
    return of(folder, spec, options, context, test -> test.run(folder.directory().toString()));
  }

  /**
   * Takes the results of a folder's test that was run before, on several machines perhaps.
   *
   * @param report the JSON report of it; whoever wrote it is believed
   * @throws KitrailException BAD_INPUT when it is about another model or other tests
   */
  public static Result taken(
      PreparedFolder folder, Path spec, Path report, Options options, Context context)
      throws KitrailException {
    String target = folder.directory().toString();
    return of(folder, spec, options, context, test -> test.take(report, target));
  }

  /**
   * @param folder that the tests are for
   * @throws KitrailException BAD_INPUT when this file holds no smoke tests, or they name files that
   *     are not there
   */
  public static void check(Path spec, PreparedFolder folder, Context context)
      throws KitrailException {
    try (SpecFilesOfModelKit bases = SpecFilesOfModelKit.ofBases(folder, context)) {
      SpecFile.read(spec, SpecFiles.in(folder.directory()).or(bases));
    }
  }
}

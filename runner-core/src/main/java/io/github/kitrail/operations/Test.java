package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.Remark;
import io.github.kitrail.chain.Chain;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.inference.ModelTest;
import io.github.kitrail.inference.SmokeListener;
import io.github.kitrail.inference.SmokeSpec;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.JUnitReport;
import io.github.kitrail.inference.report.JsonReport;
import io.github.kitrail.inference.report.SmokeReport;
import io.github.kitrail.inference.report.TextReport;
import io.github.kitrail.inference.spec.SpecFiles;
import io.github.kitrail.modelkit.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Smoke-tests the model of a folder or of a ModelKit. */
public final class Test {
  /** The spec's name in a folder. */
  private static final String SPEC = "smoke.yaml";

  private Test() {}

  /**
   * @param target a folder with a Kitfile, or a reference
   * @param spec null for the folder's own
   * @param engine what runs the model; null for the one of the spec
   * @param junit where JUnit XML is written; null for nowhere
   * @param report where the JSON report is written; null for nowhere
   * @param expected what evidence a ModelKit should have; a folder has none
   */
  public record Request(
      String target,
      @Nullable Path spec,
      @Nullable String engine,
      @Nullable Path junit,
      @Nullable Path report,
      Expected expected) {}

  /**
   * One test, as a report shows it.
   *
   * @param line of the spec, where its name stands, counted from 1; null for the loading of the
   *     model
   * @param failure what was expected and what was answered; null when it passed
   */
  public record Case(
      String name,
      String status,
      double seconds,
      @Nullable Integer line,
      @Nullable String failure) {}

  /**
   * @param engine its name and version
   * @param tokensPerSecond how fast the answers were written; null when they were too short
   * @param failures what was expected and what was answered, as lines
   */
  public record Summary(
      String engine,
      int passed,
      int failed,
      @Nullable Double tokensPerSecond,
      List<Case> cases,
      List<String> failures) {}

  /**
   * @param target what was tested
   * @param tests how it went
   * @param spec the spec's file name
   * @param specPath the spec as it was named
   * @param specDigest {@code sha256:…} of the spec
   * @param testedFiles the digest of each file of the folder that took part, by its path there
   * @param warnings what was told about evidence that should be there
   */
  public record Result(
      String target,
      Summary tests,
      String spec,
      String specPath,
      String specDigest,
      Map<String, String> testedFiles,
      List<String> warnings) {
    private Result warning(List<String> of) {
      return new Result(target, tests, spec, specPath, specDigest, testedFiles, of);
    }

    /**
     * @throws KitrailException TESTS_FAILED with what was expected and what was answered
     */
    public void requirePassed() throws KitrailException {
      if (tests.failed() > 0) {
        throw new KitrailException(
                ErrorCode.TESTS_FAILED,
                tests.failed()
                    + " of "
                    + (tests.passed() + tests.failed())
                    + " smoke tests failed with "
                    + tests.engine()
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
      return folder(prepared, spec, request.engine(), request.junit(), request.report(), context);
    }
    ModelKit modelKit = ModelKit.read(context.locations().open(request.target()), context.retry());
    if (request.spec() == null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          request.target()
              + " is no folder, so name the smoke tests with --spec FILE. (If you meant a folder, there is none.)");
    }
    List<String> warnings = request.expected().check(modelKit, context);
    Path spec = request.spec();
    Chain chain = Bases.of(modelKit, context);
    try (SpecFilesOfModelKit own = SpecFilesOfModelKit.of(modelKit, chain, context)) {
      SpecFiles files = beside(spec).or(own);
      // A command may want the datasets, too.
      boolean everything = !parse(read(spec), spec, files).commands().isEmpty();
      try (ModelOnDisk model = ModelOnDisk.of(modelKit, chain, null, everything, context)) {
        return run(
                model,
                modelKit.pinned(),
                null,
                spec,
                files,
                request.engine(),
                request.junit(),
                request.report(),
                context)
            .warning(warnings);
      }
    }
  }

  /**
   * Tests a folder's model where it lies; the result names the digest of every file of the folder
   * that took part.
   *
   * @param engine what runs the model; null for the one of the spec
   */
  public static Result folder(
      PreparedFolder folder,
      Path spec,
      @Nullable String engine,
      @Nullable Path junit,
      @Nullable Path report,
      Context context)
      throws KitrailException {
    try (ModelOnDisk model = ModelOnDisk.of(folder, context);
        SpecFilesOfModelKit bases = SpecFilesOfModelKit.ofBases(folder, context)) {
      return run(
          model,
          folder.directory().toString(),
          folder.directory(),
          spec,
          filesFor(spec, folder, bases),
          engine,
          junit,
          report,
          context);
    }
  }

  private static Result run(
      ModelOnDisk model,
      String target,
      @Nullable Path folder,
      Path specFile,
      SpecFiles files,
      @Nullable String engine,
      @Nullable Path junit,
      @Nullable Path report,
      Context context)
      throws KitrailException {
    byte[] specBytes = read(specFile);
    String specName = specFile.getFileName().toString();
    SmokeSpec spec = parse(specBytes, specFile, files);
    SmokeReport result =
        ModelTest.run(
            model,
            spec,
            DevStart.engine(engine == null ? spec.engine() : engine, context),
            specFile.toAbsolutePath().resolveSibling(""),
            context.env(),
            listener(context.listener()));
    if (junit != null) {
      write(junit, out -> JUnitReport.write(result, suite(target, folder), out));
    }
    if (report != null) {
      write(report, out -> JsonReport.write(result, out));
    }
    return new Result(
        target,
        summary(result, spec),
        specName,
        specFile.toString(),
        Digest.of(specBytes).toString(),
        tested(result, folder),
        List.of());
  }

  /** What CI systems list the tests under: no folder's name there is {@code .} or a whole path. */
  private static String suite(String target, @Nullable Path folder) {
    Path name = folder == null ? null : folder.toAbsolutePath().normalize().getFileName();
    return name == null ? target : name.toString();
  }

  private static Summary summary(SmokeReport report, SmokeSpec spec) {
    Map<String, Integer> lines = new HashMap<>();
    spec.cases().forEach(it -> lines.put(it.name(), it.line()));
    spec.commands().forEach(it -> lines.put(it.name(), it.line()));
    List<Case> cases =
        report.cases().stream()
            .map(
                it ->
                    new Case(
                        it.name(),
                        it.status().word(),
                        it.seconds(),
                        lines.get(it.name()),
                        it.passed() ? null : TextReport.failure(it).strip()))
            .toList();
    List<String> failures =
        report.failed() == 0 ? List.of() : TextReport.failures(report).lines().toList();
    return new Summary(
        report.engine(),
        report.passed(),
        report.failed(),
        report.tokensPerSecond(),
        cases,
        failures);
  }

  private static Map<String, String> tested(SmokeReport report, @Nullable Path folder) {
    Map<String, String> digests = new TreeMap<>();
    Path root = folder == null ? null : folder.toAbsolutePath().normalize();
    report
        .files()
        .forEach(
            (file, digest) -> {
              if (root != null && file.startsWith(root)) {
                digests.put(root.relativize(file).toString().replace('\\', '/'), digest.toString());
              }
            });
    return digests;
  }

  private static SmokeListener listener(Listener listener) {
    return new SmokeListener() {
      @Override
      public void loading(String engine) {
        listener.note("loading the model into " + engine);
      }

      @Override
      public void finished(CaseResult result, int number, int count) {
        listener.note(
            "test " + number + "/" + count + " " + result.status().word() + ": " + result.name());
      }
    };
  }

  /**
   * @param folder that the tests are for
   * @throws KitrailException BAD_INPUT when this file holds no smoke tests, or they name files that
   *     are not there
   */
  public static void check(Path spec, PreparedFolder folder, Context context)
      throws KitrailException {
    try (SpecFilesOfModelKit bases = SpecFilesOfModelKit.ofBases(folder, context)) {
      parse(read(spec), spec, filesFor(spec, folder, bases));
    }
  }

  private static SpecFiles filesFor(Path spec, PreparedFolder folder, SpecFiles bases) {
    return beside(spec).or(SpecFiles.in(folder.directory())).or(bases);
  }

  /** The files of the folder that the spec is in. */
  private static SpecFiles beside(Path spec) {
    return SpecFiles.in(spec.toAbsolutePath().resolveSibling(""));
  }

  private static SmokeSpec parse(byte[] spec, Path file, SpecFiles files) throws KitrailException {
    try {
      String name = String.valueOf(file.getFileName());
      return SmokeSpec.parse(new String(spec, StandardCharsets.UTF_8), name, files);
    } catch (KitrailException e) {
      throw e.in(file.toString());
    }
  }

  private static byte[] read(Path spec) throws KitrailException {
    try {
      return Files.readAllBytes(spec);
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not read the smoke tests "
              + spec
              + ": there is no such file, or it may not be read.",
          e);
    }
  }

  private interface Writer {
    void write(ByteArrayOutputStream out) throws IOException;
  }

  private static void write(Path file, Writer writer) throws KitrailException {
    try {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      writer.write(content);
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Files.write(file, content.toByteArray());
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not write the report " + file + ": " + e + ".", e);
    }
  }
}

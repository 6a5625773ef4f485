package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.report.EarlierResults;
import io.github.kitrail.inference.report.MergedReport;
import io.github.kitrail.inference.report.TestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Joins the JSON reports of all shards of a smoke test into one. */
public final class TestMerge {
  /** CI systems put each job's file into the folder, or into one of its own there. */
  private static final int DEEPEST = 2;

  private TestMerge() {}

  /**
   * @param reports files, or folders of which all {@code *.json} count
   * @param files where the joined report is written
   * @param baseline what it is compared with; null for nothing
   */
  public record Request(List<Path> reports, ReportFiles files, @Nullable Baseline baseline) {}

  /**
   * @throws KitrailException BAD_INPUT when they are not all the shards of one test
   */
  public static Test.Result run(Request request, Context context) throws KitrailException {
    List<MergedReport.Named> named = new ArrayList<>();
    for (Path given : request.reports()) {
      for (Path file : files(given)) {
        named.add(new MergedReport.Named(file.toString(), Baseline.read(file)));
      }
    }
    TestReport merged = MergedReport.of(named);
    List<String> warnings = new ArrayList<>();
    Baseline baseline = request.baseline();
    if (baseline != null) {
      List<EarlierResults> earlier = baseline.read(context, warnings);
      merged = merged.comparedWith(baseline.tolerance().compare(earlier, merged));
    }
    return TestRun.result(merged, merged.spec().name(), Map.of(), request.files(), warnings);
  }

  private static List<Path> files(Path given) throws KitrailException {
    if (!Files.isDirectory(given)) {
      return List.of(given);
    }
    try (Stream<Path> all = Files.walk(given, DEEPEST)) {
      List<Path> files =
          all.filter(it -> it.toString().endsWith(".json") && Files.isRegularFile(it))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "There is no report, *.json, in "
                + given
                + ". `kitrail test --shard 1/2 --report FILE` writes one.");
      }
      return files;
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not read the folder " + given + ": " + e + ".", e);
    }
  }
}

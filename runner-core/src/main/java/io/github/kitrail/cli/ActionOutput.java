package io.github.kitrail.cli;

import io.github.kitrail.operations.Render;
import io.github.kitrail.operations.ShowChain;
import io.github.kitrail.operations.Test;
import io.github.kitrail.pipeline.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An output of an action.
 *
 * @param path whether the values are paths, one a line
 * @param value null when this time there is none
 */
record ActionOutput(
    String name,
    String description,
    boolean path,
    BiFunction<ActionResult, ActionValues, @Nullable String> value) {

  private static ActionOutput of(
      String name, String description, Function<ActionResult, @Nullable String> value) {
    return new ActionOutput(name, description, false, (result, values) -> value.apply(result));
  }

  private static final ActionOutput REFERENCE =
      of(
          "reference",
          "Where the ModelKit is: registry, repository and tag.",
          ActionResult::reference);
  private static final ActionOutput DIGEST =
      of("digest", "The digest of its manifest, sha256:…", ActionResult::digest);
  private static final ActionOutput METADATA =
      of(
          "metadata",
          "All that the command found and did, as one JSON object; its fields are those of --output json.",
          result -> Json.write(result.result()));
  private static final ActionOutput PASSED =
      of(
          "tests-passed",
          "How many smoke tests passed.",
          result -> count(result.tests(), Test.Summary::passed));
  private static final ActionOutput FAILED =
      of(
          "tests-failed",
          "How many smoke tests failed.",
          result -> count(result.tests(), Test.Summary::failed));
  private static final ActionOutput VERDICT =
      of("verdict", "What the gate decided: PASSED or FAILED.", ActionResult::verdict);
  private static final ActionOutput STAGE =
      of(
          "failed-stage",
          "The stage that failed; empty when all went well.",
          result ->
              result.result() instanceof RunReport report && report.failure() != null
                  ? report.failure().stage()
                  : null);
  private static final ActionOutput DEPLOY =
      new ActionOutput(
          "deploy-dir",
          "The folders that were laid out to deploy from, one per line, relative to the workspace.",
          true,
          (result, values) ->
              result.deployed().stream()
                  .map(Render.Result::path)
                  .collect(Collectors.joining("\n")));
  private static final ActionOutput JUNIT = file("report", "junit", "The tests' JUnit XML");
  private static final ActionOutput REPORT = file("report", "report", "The report, as JSON");
  private static final ActionOutput TEST_REPORT =
      new ActionOutput(
          "report",
          "The tests' report: the JSON of the input `report`, or else the JUnit XML of `junit`.",
          true,
          (result, values) ->
              values.get("report").isEmpty() ? values.get("junit") : values.get("report"));
  private static final ActionOutput BUNDLE =
      file("bundle-path", ActionInputs.BUNDLE, "The folder with all signatures and attestations");
  private static final ActionOutput ENVELOPE =
      file("bundle-path", "vsa-envelope", "The signed verification summary");

  private static final ActionOutput DIRECTORY =
      file("directory", "to", "The folder with the ModelKit's files");
  private static final ActionOutput OUTDATED =
      of(
          "outdated",
          "Whether anything has changed, true or false; empty without the input `outdated`.",
          result ->
              result.result() instanceof ShowChain.Result chain && chain.outdated() != null
                  ? chain.outdated().toString()
                  : null);
  private static final ActionOutput CHANGED =
      of(
          "changed",
          "What has changed, one per line, such as `dataset data/train.jsonl`.",
          result ->
              result.result() instanceof ShowChain.Result chain
                  ? chain.changes().stream()
                      .map(it -> it.what() + " " + it.name())
                      .collect(Collectors.joining("\n"))
                  : null);
  private static final ActionOutput BASE =
      of(
          "base",
          "The nearest base ModelKit with its digest; empty when there is none.",
          result ->
              result.result() instanceof ShowChain.Result chain && !chain.links().isEmpty()
                  ? chain.links().get(0).reference()
                  : null);

  private static ActionOutput file(String name, String input, String what) {
    return new ActionOutput(
        name,
        what + ", relative to the workspace; empty without the input `" + input + "`.",
        true,
        (result, values) -> values.get(input));
  }

  private static @Nullable String count(
      Test.@Nullable Summary tests, Function<Test.Summary, Integer> of) {
    return tests == null ? null : of.apply(tests).toString();
  }

  /** In the order of the documentation. */
  static List<ActionOutput> of(Action action) {
    List<ActionOutput> outputs = new ArrayList<>();
    if (!List.of(Action.TEST, Action.TEST_MERGE, Action.RENDER).contains(action)) {
      outputs.addAll(List.of(REFERENCE, DIGEST));
    }
    outputs.add(METADATA);
    outputs.addAll(
        switch (action) {
          case RUN -> List.of(PASSED, FAILED, VERDICT, STAGE, JUNIT, DEPLOY, BUNDLE);
          case TEST, TEST_MERGE -> List.of(PASSED, FAILED, TEST_REPORT);
          case GATE -> List.of(VERDICT, REPORT, ENVELOPE);
          case RENDER -> List.of(DEPLOY);
          case PUBLISH, PROMOTE -> List.of(BUNDLE);
          case VERIFY -> List.of();
          case PULL -> List.of(DIRECTORY);
          case CHAIN -> List.of(OUTDATED, CHANGED, BASE);
        });
    return outputs;
  }
}

package io.jenkins.plugins.kitrail.facts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kitrail.command.CommandSubject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What one step did, as its result record says, or its failure alone. */
public final class StepFacts {
  private static final String PINNED = "@sha256:";

  private final String command;
  private final Fields record;
  private final Set<String> references = new LinkedHashSet<>();
  @CheckForNull private final String folder;
  @CheckForNull private final String digest;
  @CheckForNull private final String failure;

  private StepFacts(List<String> line, String place, Fields record, @CheckForNull String failure) {
    // What was only planned must not look like what was done.
    this.command = line.contains("--dry-run") ? line.get(0) + " --dry-run" : line.get(0);
    this.record = record;
    this.failure = failure;
    CommandSubject subject = CommandSubject.of(line);
    String told = record.text("digest");
    for (String name : Stream.concat(subject.references().stream(), named(record)).toList()) {
      int at = name.indexOf(PINNED);
      // A pinned name has lost its tag: what the user wrote is better, if there is anything.
      if (at < 0 || references.isEmpty()) {
        references.add(at < 0 ? name : name.substring(0, at));
      }
      if (told == null && at >= 0) {
        told = name.substring(at + 1);
      }
    }
    digest = told;
    boolean tested = command.equals("test") && digest != null;
    folder =
        subject.folder() == null || tested ? null : FolderName.absolute(place, subject.folder());
    if (tested && subject.folder() != null) {
      references.add(subject.folder());
    }
  }

  /**
   * @param line the command and its arguments
   * @param place the agent and the folder where it ran, as {@code agent:/folder}
   * @param record null when there is none
   * @param failure a sentence; null when all went well
   * @param mask takes secrets out of a text
   */
  public static StepFacts of(
      List<String> line,
      String place,
      @CheckForNull Map<String, Object> record,
      @CheckForNull String failure,
      UnaryOperator<String> mask) {
    Fields fields = new Fields(record == null ? Map.of() : record, mask);
    return new StepFacts(line, place, fields, failure == null ? null : mask.apply(failure));
  }

  /** Where the ModelKit is; a target of a test is a folder as long as it is not pinned. */
  private static Stream<String> named(Fields record) {
    String target = record.text("target");
    boolean pinned = target != null && target.contains(PINNED);
    return Stream.of(record.textOf("reference"), pinned ? target : "").filter(it -> !it.isEmpty());
  }

  /** Why a command failed that itself told no more than its result; null when that says nothing. */
  @CheckForNull
  public static String sentence(@CheckForNull Map<String, Object> record) {
    if (record == null) {
      return null;
    }
    Fields fields = new Fields(record, UnaryOperator.identity());
    TestFacts tests = TestFacts.of(fields);
    if (tests != null && tests.getFailed() > 0) {
      return tests.sentence();
    }
    String worse = worse(fields);
    if (worse != null) {
      return worse;
    }
    List<String> broken =
        fields.list("rules").stream()
            .map(RuleFacts::of)
            .filter(it -> !it.isPassed())
            .map(RuleFacts::getName)
            .toList();
    return broken.isEmpty()
        ? null
        : "The policy does not let it pass, because of "
            + (broken.size() == 1 ? "its rule " : "its rules ")
            + String.join(", ", broken)
            + ".";
  }

  /** What an earlier version did better, though all tests passed; null for nothing. */
  @CheckForNull
  private static String worse(Fields record) {
    Fields tests = record.record("tests");
    Fields baseline = tests == null ? null : tests.record("baseline");
    if (baseline == null || baseline.texts("regressions").isEmpty()) {
      return null;
    }
    List<String> regressions = baseline.texts("regressions");
    int more = regressions.size() - 1;
    return "All smoke tests passed, but it is worse than "
        + baseline.textOf("name")
        + ": "
        + regressions.get(0)
        + (more == 0 ? "" : " And " + more + " more.");
  }

  String command() {
    return command;
  }

  Fields record() {
    return record;
  }

  /** Names with a tag, or without, and never a digest. */
  Set<String> references() {
    return references;
  }

  /** On which agent, and where; null for a step that read no folder. */
  @CheckForNull
  String folder() {
    return folder;
  }

  /** Of the ModelKit's manifest; null when nobody knows. */
  @CheckForNull
  public String digest() {
    return digest;
  }

  /** A sentence; null when all went well. */
  @CheckForNull
  public String failure() {
    return failure;
  }

  /** Whether the ModelKit came into being here, or else was there before. */
  public boolean isOrigin() {
    return command.equals("run") || command.equals("publish");
  }

  /** That all went well, for a log that else may say nothing of it. */
  public String success() {
    return "kitrail " + command + " is done: " + name() + (digest == null ? "" : ", " + digest);
  }

  /** What people call the ModelKit. */
  public String name() {
    return references.stream().findFirst().orElse(folder == null ? command : folder);
  }
}

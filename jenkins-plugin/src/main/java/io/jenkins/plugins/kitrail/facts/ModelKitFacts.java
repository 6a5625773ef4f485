package io.jenkins.plugins.kitrail.facts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A ModelKit of a build: what the steps that were about it found out. It is saved with the build by
 * XStream, so it is no Java record; and it never changes, a later step makes another one.
 */
public final class ModelKitFacts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> references = new ArrayList<>();
  @CheckForNull private final String folder;
  @CheckForNull private final String digest;
  private final ArrayList<LayerFacts> layers = new ArrayList<>();
  private final ArrayList<EvidenceFacts> evidence = new ArrayList<>();
  @CheckForNull private final TestFacts tests;
  @CheckForNull private final String verdict;
  private final ArrayList<RuleFacts> rules = new ArrayList<>();
  private final ArrayList<String> warnings = new ArrayList<>();
  private final ArrayList<StepEnd> steps = new ArrayList<>();

  private ModelKitFacts(@CheckForNull ModelKitFacts before, StepFacts step) {
    Fields record = step.record();
    List<LayerFacts> newLayers = record.list("layers").stream().map(LayerFacts::of).toList();
    List<RuleFacts> newRules = record.list("rules").stream().map(RuleFacts::of).toList();
    TestFacts newTests = TestFacts.of(record);
    String newVerdict = record.text("verdict");
    List<String> newWarnings = new ArrayList<>(record.texts("warnings"));
    if (record.text("warning") != null) {
      newWarnings.add(record.text("warning"));
    }
    Set<String> names = new LinkedHashSet<>();
    if (before == null) {
      folder = step.folder();
      digest = step.digest();
      tests = newTests;
      verdict = newVerdict;
      layers.addAll(newLayers);
      rules.addAll(newRules);
    } else {
      names.addAll(before.references);
      folder = before.folder == null ? step.folder() : before.folder;
      digest = before.digest == null ? step.digest() : before.digest;
      tests = newTests == null ? before.tests : newTests;
      verdict = newVerdict == null ? before.verdict : newVerdict;
      layers.addAll(newLayers.isEmpty() ? before.layers : newLayers);
      rules.addAll(newRules.isEmpty() ? before.rules : newRules);
      evidence.addAll(before.evidence);
      warnings.addAll(before.warnings);
      steps.addAll(before.steps);
    }
    names.addAll(step.references());
    references.addAll(names);
    for (EvidenceFacts piece : EvidenceFacts.of(record)) {
      evidence.removeIf(it -> it.isSame(piece));
      evidence.add(piece);
    }
    newWarnings.stream().filter(it -> !warnings.contains(it)).forEach(warnings::add);
    steps.add(new StepEnd(step.command(), step.failure()));
  }

  /** The first step that is about a ModelKit. */
  public static ModelKitFacts of(StepFacts step) {
    return new ModelKitFacts(null, step);
  }

  /** Another step about the same one. */
  public ModelKitFacts with(StepFacts step) {
    return new ModelKitFacts(this, step);
  }

  /**
   * Whether a step is about this ModelKit: the digest says so, or, where one of both is not known,
   * a name, or, where one of both has none, the folder. A publish that failed under another name
   * must not give that name to what the same folder became before.
   */
  public boolean isSubjectOf(StepFacts step) {
    if (digest != null && step.digest() != null) {
      return digest.equals(step.digest());
    }
    return references.stream().anyMatch(step.references()::contains)
        || ((references.isEmpty() || step.references().isEmpty())
            && folder != null
            && folder.equals(step.folder()));
  }

  /** What people call it: its first name, or its folder. */
  public String getName() {
    if (!references.isEmpty()) {
      return references.get(0);
    }
    return folder == null ? steps.get(0).getCommand() : folder;
  }

  /**
   * What a ModelKit has in common with those of other builds: its name without a tag, or that of
   * its folder, wherever that is. Jenkins numbers the workspaces of a job that runs twice at once.
   */
  public String getFamily() {
    String name = getName();
    if (references.isEmpty()) {
      return name.replaceFirst(".*[/\\\\]", "").replaceFirst("@\\d+$", "");
    }
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
  }

  /** All its names, without digests. */
  public List<String> getReferences() {
    return List.copyOf(references);
  }

  /** Where it was packed or tested, as {@code agent:/folder}; null when it was not. */
  @CheckForNull
  public String getFolder() {
    return folder;
  }

  /** Of its manifest; null when nobody knows. */
  @CheckForNull
  public String getDigest() {
    return digest;
  }

  public List<LayerFacts> getLayers() {
    return List.copyOf(layers);
  }

  public List<EvidenceFacts> getEvidence() {
    return List.copyOf(evidence);
  }

  /** Null when it was not tested. */
  @CheckForNull
  public TestFacts getTests() {
    return tests;
  }

  /** {@code PASSED} or {@code FAILED}; null without a gate. */
  @CheckForNull
  public String getVerdict() {
    return verdict;
  }

  /** Of the policy, and what became of them. */
  public List<RuleFacts> getRules() {
    return List.copyOf(rules);
  }

  /** What a reader must not overlook. */
  public List<String> getWarnings() {
    return List.copyOf(warnings);
  }

  /** In the order of their ends. */
  public List<StepEnd> getSteps() {
    return List.copyOf(steps);
  }

  /** Of a command that was tried again, the last try counts. */
  public boolean isPassed() {
    Map<String, Boolean> last = new HashMap<>();
    steps.forEach(it -> last.put(it.getCommand(), it.isPassed()));
    return !last.containsValue(false);
  }
}

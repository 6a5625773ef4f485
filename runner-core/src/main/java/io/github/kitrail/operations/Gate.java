package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.ExpectedEvidence;
import io.github.kitrail.policy.Gatekeeper;
import io.github.kitrail.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Decides by a policy whether a ModelKit may go on. */
public final class Gate {
  private Gate() {}

  /** {@code policy} is a file; the key is the one whose evidence counts. */
  public record Request(String reference, Path policy, KeyChoice key) {}

  /** One rule and what became of it. */
  public record Rule(String rule, boolean passed, String explanation) {}

  /**
   * @param verdict {@code PASSED} or {@code FAILED}
   */
  public record Result(String reference, String digest, String verdict, List<Rule> rules) {
    public boolean passed() {
      return verdict.equals("PASSED");
    }

    /**
     * @throws KitrailException DENIED_BY_POLICY with every rule that failed
     */
    public void requirePassed() throws KitrailException {
      if (!passed()) {
        List<String> failed =
            rules.stream().filter(rule -> !rule.passed()).map(Rule::explanation).toList();
        throw new KitrailException(
            ErrorCode.DENIED_BY_POLICY,
            "The policy denies " + reference + ": " + String.join(" ", failed));
      }
    }
  }

  public static Result run(Request request, Context context) throws KitrailException {
    Policy policy = read(request.policy());
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    Gatekeeper gatekeeper = new Gatekeeper(request.key().verifier());
    Gatekeeper.Verdict verdict =
        gatekeeper.decide(
            policy,
            modelKit.location().display(),
            modelKit.descriptor().digest(),
            Verify.read(modelKit, context));
    List<Rule> rules =
        verdict.rulings().stream()
            .map(it -> new Rule(it.rule(), it.passed(), it.explanation()))
            .toList();
    return new Result(
        modelKit.pinned(),
        modelKit.descriptor().digest().toString(),
        verdict.passed() ? "PASSED" : "FAILED",
        rules);
  }

  /**
   * @throws KitrailException BAD_INPUT when this file is no policy
   */
  public static void check(Path policy) throws KitrailException {
    read(policy);
  }

  /** The predicate types that a policy requires. */
  static List<String> required(Path policy) throws KitrailException {
    List<String> types = new ArrayList<>();
    for (String word : read(policy).require()) {
      types.add(ExpectedEvidence.parse(word));
    }
    return types;
  }

  private static Policy read(Path file) throws KitrailException {
    return Policy.parse(text(file), file.getFileName().toString());
  }

  private static String text(Path file) throws KitrailException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not read the policy " + file + ": there is no such file, or it may not be read.",
          e);
    }
  }
}

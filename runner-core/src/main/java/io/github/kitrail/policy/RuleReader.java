package io.github.kitrail.policy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.evidence.predicate.SlsaLevels;
import io.github.kitrail.policy.expression.Conditions;
import io.github.kitrail.policy.expression.ExpressionProblem;
import io.github.kitrail.policy.expression.Scope;
import io.github.kitrail.yaml.Suggestion;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a policy of version 2. */
final class RuleReader {
  private static final List<String> ONLY_VSA = List.of("verifier", "policy", "levels");

  private final Set<String> signers;
  private @Nullable Conditions conditions;

  /**
   * @param signers the names that rules may use
   */
  RuleReader(Set<String> signers) {
    this.signers = signers;
  }

  List<Rule> read(List<YamlValue> values) throws KitrailException {
    List<Rule> rules = new ArrayList<>();
    for (YamlValue value : values) {
      rules.add(rule(value));
    }
    return rules;
  }

  private Rule rule(YamlValue value) throws KitrailException {
    YamlMapping rule =
        value
            .mapping()
            .allowOnly(
                "rule",
                "name",
                "require",
                "signedBy",
                "verifier",
                "policy",
                "levels",
                "expression",
                "message");
    Optional<YamlValue> require = rule.get("require");
    if (require.isEmpty() && rule.get("expression").isEmpty()) {
      throw rule.error("a rule needs `require`, `expression` or both");
    }
    if (require.isEmpty()) {
      refuse(rule, List.of("signedBy"), "`require`");
      refuse(rule, ONLY_VSA, "`require: vsa`");
    }
    String name = rule.text("name");
    String standard = require.isEmpty() ? value.path() : require.get().text();
    return new Rule(
        name == null ? standard : name,
        value.line(),
        require.isEmpty() ? null : requirement(rule, require.get()),
        demand(rule, require.isEmpty() ? Scope.MODELKIT : Scope.EVIDENCE));
  }

  private static void refuse(YamlMapping rule, List<String> fields, String only)
      throws KitrailException {
    for (String field : fields) {
      Optional<YamlValue> given = rule.get(field);
      if (given.isPresent()) {
        throw given.get().keyError("`" + field + "` belongs to a rule with " + only);
      }
    }
  }

  /** The predicate type's URI. */
  static String type(YamlValue word) throws KitrailException {
    if (word.text().equals(Policy.SIGNATURE)) {
      return PredicateType.SIGNATURE;
    }
    try {
      return PredicateType.parse(word.text());
    } catch (KitrailException e) {
      throw word.error(PolicyReader.withoutFullStop(e) + " (or signature)");
    }
  }

  private Rule.Requirement requirement(YamlMapping rule, YamlValue word) throws KitrailException {
    String type = type(word);
    SummaryTerms terms = null;
    if (type.equals(PredicateType.VERIFICATION_SUMMARY)) {
      terms = terms(rule);
    } else {
      refuse(rule, ONLY_VSA, "`require: vsa`");
    }
    return new Rule.Requirement(word.text(), type, signedBy(rule), terms);
  }

  private static SummaryTerms terms(YamlMapping rule) throws KitrailException {
    for (String field : List.of("verifier", "policy")) {
      if (rule.get(field).isEmpty()) {
        throw rule.error(
            "a rule that requires a vsa names its `verifier` and `policy`, as anybody may have"
                + " verified anything; `"
                + field
                + "` is missing");
      }
    }
    List<String> levels = new ArrayList<>();
    for (YamlValue level : rule.list("levels")) {
      try {
        levels.add(SlsaLevels.check(level.text()));
      } catch (KitrailException e) {
        throw level.error(PolicyReader.withoutFullStop(e));
      }
    }
    return new SummaryTerms(
        PolicyReader.absoluteUri(rule.require("verifier")),
        PolicyReader.absoluteUri(rule.require("policy")),
        levels);
  }

  private List<String> signedBy(YamlMapping rule) throws KitrailException {
    Optional<YamlValue> given = rule.get("signedBy");
    if (given.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (YamlValue name : given.get().list()) {
      if (!signers.contains(name.text())) {
        String hint =
            signers.isEmpty()
                ? "; the policy has no `signers`"
                : Suggestion.closest(name.text(), signers)
                    .map(it -> "; did you mean `" + it + "`?")
                    .orElse("; known are " + String.join(", ", signers));
        throw name.error("there is no signer `" + name.text() + "`" + hint);
      }
      names.add(name.text());
    }
    if (names.isEmpty()) {
      throw given.get().error("`signedBy` is empty; without the field, any signer counts");
    }
    return names;
  }

  private Rule.@Nullable Demand demand(YamlMapping rule, Scope scope) throws KitrailException {
    Optional<YamlValue> expression = rule.get("expression");
    if (expression.isEmpty()) {
      refuse(rule, List.of("message"), "`expression`");
      return null;
    }
    String message = rule.text("message");
    if (message == null || message.isBlank()) {
      throw rule.error(
          "an `expression` needs a `message` that says what it means when it is false");
    }
    if (conditions == null) {
      conditions = Conditions.cel();
    }
    try {
      return new Rule.Demand(conditions.compile(expression.get().text(), scope), message.strip());
    } catch (ExpressionProblem e) {
      throw expression
          .get()
          .errorIn(e.offset(), "`" + expression.get().path() + "`: " + e.getMessage());
    }
  }
}

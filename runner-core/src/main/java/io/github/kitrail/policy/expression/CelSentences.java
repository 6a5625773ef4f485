package io.github.kitrail.policy.expression;

import dev.cel.common.CelIssue;
import dev.cel.runtime.CelEvaluationException;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.yaml.Suggestion;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CEL's messages, as parts of sentences for people who do not know CEL's insides. */
final class CelSentences {
  private static final Pattern POSITION = Pattern.compile("^evaluation error at <input>:\\d+: ");
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern NO_FIELD = Pattern.compile("undefined field '([^']*)'");

  private CelSentences() {}

  static String of(CelIssue issue, Scope scope) {
    String message = issue.getMessage().replaceAll("\\s+", " ");
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      return undeclared(undeclared.group(1), scope);
    }
    Matcher field = NO_FIELD.matcher(message);
    if (field.matches()) {
      return "there is no field `" + field.group(1) + "`" + suggestion(field.group(1), fields());
    }
    return Printable.of(message.replaceAll(" ?\\(candidates: .*", "").replaceAll("\\.$", ""));
  }

  private static String undeclared(String name, Scope scope) {
    if (scope == Scope.MODELKIT && Vocabulary.variables(Scope.EVIDENCE).containsKey(name)) {
      return "`" + name + "` is there only in a rule with `require`; here, `evidence` lists all";
    }
    Set<String> known = Vocabulary.variables(scope).keySet();
    return "there is no `" + name + "`" + suggestion(name, known);
  }

  private static Set<String> fields() {
    Set<String> fields = new TreeSet<>();
    Vocabulary.groups().values().stream().map(Map::keySet).forEach(fields::addAll);
    return fields;
  }

  private static String suggestion(String word, Set<String> known) {
    return Suggestion.closest(word, known)
        .map(it -> "; did you mean `" + it + "`?")
        .orElse("; known are " + String.join(", ", known));
  }

  static String of(CelEvaluationException failure) {
    String message =
        POSITION.matcher(String.valueOf(failure.getMessage())).replaceFirst("").strip();
    String plain = message.replaceAll("\\.$", "");
    return Printable.of(
        plain.matches("\\S+") ? "key '" + plain + "' is not present in map" : plain);
  }

  static String value(Object value) {
    return Printable.of(String.valueOf(value));
  }
}

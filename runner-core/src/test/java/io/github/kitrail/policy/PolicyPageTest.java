package io.github.kitrail.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.modelkit.FileFormat;
import io.github.kitrail.policy.expression.Scope;
import io.github.kitrail.policy.expression.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/policy.md says what expressions can ask, and its policies are policies. */
class PolicyPageTest {
  private static final Pattern FIELD =
      Pattern.compile("`(\\w+)` ((?:list|map)\\([\\w, ]+\\)|string|int|bool|timestamp|[A-Z]\\w+)");

  private final String page;

  PolicyPageTest() throws Exception {
    page = Files.readString(Path.of("../docs/policy.md"));
  }

  @Test
  void everyVariableHasItsRow() {
    List<String> rows = new ArrayList<>();
    Vocabulary.variables(Scope.EVIDENCE)
        .forEach((name, type) -> rows.add("| `" + name + "` | " + type + " |"));
    assertThat(page).contains(rows);
  }

  @Test
  void everyGroupHasItsFields() {
    Vocabulary.groups()
        .forEach(
            (group, fields) -> {
              String row =
                  page.lines()
                      .filter(it -> it.startsWith("| " + group + " |"))
                      .findFirst()
                      .orElseThrow();
              List<String> told =
                  FIELD.matcher(row).results().map(it -> it.group(1) + ": " + it.group(2)).toList();
              List<String> known = new ArrayList<>();
              fields.forEach((name, type) -> known.add(name + ": " + type));
              assertThat(told).as(group).containsExactlyElementsOf(known);
            });
  }

  @Test
  void everyFormatIsNamed() {
    String list =
        page.substring(page.indexOf("`format` goes by"), page.indexOf("or empty for all"));
    List<String> told =
        Pattern.compile("`([a-z0-9]+)`[,:]")
            .matcher(list)
            .results()
            .map(it -> it.group(1))
            .toList();
    assertThat(told).containsExactlyElementsOf(FileFormat.names());
  }

  @Test
  void itsPoliciesAndRecipesAreRead() throws Exception {
    List<String> blocks =
        Pattern.compile("(?m)(^    .*\\n|^\\n(?=    ))+")
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .map(it -> it.replaceAll("(?m)^    ", "").strip() + "\n")
            .toList();
    int policies = 0;
    for (String block : blocks) {
      if (block.startsWith("version:")) {
        Policy.parse(block, "policy.yaml");
        policies++;
      } else if (block.startsWith("- ")) {
        Policy.parse("version: 2\nrules:\n" + block, "recipe.yaml");
        policies++;
      }
    }
    assertThat(policies).isEqualTo(8);
  }
}

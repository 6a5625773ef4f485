package io.github.kitrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.cli.PeerProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages show of workflows is what actionlint, which knows our actions, takes. */
@Tag("peer")
class DocumentedWorkflowsPeerTest {
  private static final Pattern STEP_OUTPUT = Pattern.compile("steps\\.([\\w-]+)\\.");

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({"docs/github-action.md, 10", "workflow-templates/github/README.md, 1"})
  void theExamplesAreGood(String page, int atLeast) throws Exception {
    List<String> blocks = blocks(Files.readString(RepositoryWorkflows.ROOT.resolve(page)));
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(atLeast);
    PeerProgram.Ended ended = actionlint(blocks);
    assertThat(ended.status()).as(ended.text()).isZero();
  }

  @Test
  void aBadExampleIsFound() throws Exception {
    PeerProgram.Ended ended =
        actionlint(
            blocks("Text\n\n    - uses: kitrail/kitrail/action@SHA\n      with: {tga: x}\n"));
    assertThat(ended.status()).isNotZero();
    assertThat(ended.text()).contains("input \"tga\" is not defined");
  }

  private PeerProgram.Ended actionlint(List<String> blocks) throws Exception {
    LocalCopy copy = LocalCopy.in(temp);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      files.add(copy.add("block-" + i + ".yml", workflow(blocks.get(i))));
    }
    return new Actionlint(copy).check(files);
  }

  /** The indented parts of a page that use an action or a workflow. */
  private static List<String> blocks(String page) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String line : (page + "\nend").lines().toList()) {
      if (line.startsWith("    ")) {
        block.append(line.substring(4)).append('\n');
      } else if (!line.isBlank()) {
        if (block.toString().contains("uses: ")) {
          blocks.add(block.toString());
        }
        block.setLength(0);
      }
    }
    return blocks;
  }

  /** A whole one around steps, or around what a job says. */
  private static String workflow(String block) {
    if (block.startsWith("jobs:")) {
      return "on: push\n" + block;
    }
    String job = "on: push\njobs:\n  example:\n    runs-on: ubuntu-latest\n";
    if (!block.startsWith("- ")) {
      return job + block.indent(4);
    }
    return job + "    steps:\n" + before(block).indent(6) + block.indent(6);
  }

  /** The steps that the text tells of. */
  private static String before(String block) {
    StringBuilder steps = new StringBuilder("- run: 'true'\n");
    Matcher asked = STEP_OUTPUT.matcher(block);
    while (asked.find()) {
      String id = "id: " + asked.group(1);
      if (!block.contains(id) && steps.indexOf(id) < 0) {
        steps.append("- {id: ").append(asked.group(1)).append(", run: 'true'}\n");
      }
    }
    return steps.toString();
  }
}

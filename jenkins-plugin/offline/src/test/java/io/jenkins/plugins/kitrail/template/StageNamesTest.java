package io.jenkins.plugins.kitrail.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The pipelines have the stages that the workflows for GitHub have, by the same names. */
class StageNamesTest {
  private static final Path WORKFLOWS = Path.of("../../.github/workflows");
  private static final Pattern STAGE = Pattern.compile("(?m)^( {4}| {8})stage\\('(.*)'\\) \\{$");

  /**
   * @param here stages that GitHub has otherwise: the approval in an environment's rules, the call
   *     of CD in the workflow that is copied
   * @param there jobs that answer to events which Jenkins does not have, or count for a matrix
   */
  @ParameterizedTest
  @CsvSource({"ci,,No event for this;Split the tests", "cd,Approve,", "ct,Deploy,"})
  void stagesAreJobs(String name, String here, String there) throws IOException {
    List<String> stages = new ArrayList<>(stages(name).keySet());
    stages.remove(here);
    List<String> jobs = new ArrayList<>(jobs(name).keySet());
    jobs.removeAll(there == null ? List.of() : List.of(there.split(";")));
    assertThat(stages).containsExactlyElementsOf(jobs);
  }

  @ParameterizedTest
  @CsvSource({"cd", "ct"})
  void stagesInThemAreSteps(String name) throws IOException {
    Map<String, Set<String>> jobs = jobs(name);
    stages(name)
        .forEach(
            (stage, inner) ->
                // Two stages of a pipeline cannot have one name.
                assertThat(inner.stream().map(it -> it.replaceFirst(" for training$", "")))
                    .as(stage)
                    .isSubsetOf(jobs.getOrDefault(stage, Set.of())));
    assertThat(stages(name).values().stream().mapToInt(Set::size).sum()).isGreaterThan(5);
  }

  private static Map<String, Set<String>> stages(String name) throws IOException {
    Map<String, Set<String>> stages = new LinkedHashMap<>();
    Set<String> inner = Set.of();
    Matcher stage = STAGE.matcher(Files.readString(Templates.jenkinsfile(name)));
    while (stage.find()) {
      if (stage.group(1).length() == 4) {
        inner = new LinkedHashSet<>();
        stages.put(stage.group(2), inner);
      } else {
        inner.add(stage.group(2));
      }
    }
    return stages;
  }

  private static Map<String, Set<String>> jobs(String name) throws IOException {
    String text = Files.readString(WORKFLOWS.resolve("modelkit-" + name + ".yml"));
    Map<String, Map<String, Map<String, Object>>> workflow = new Yaml().load(text);
    Map<String, Set<String>> jobs = new LinkedHashMap<>();
    for (Map<String, Object> job : workflow.get("jobs").values()) {
      Set<String> steps = new LinkedHashSet<>();
      for (Object step : (List<?>) job.get("steps")) {
        steps.add(String.valueOf(((Map<?, ?>) step).get("name")));
      }
      jobs.put(String.valueOf(job.get("name")), steps);
    }
    return jobs;
  }
}

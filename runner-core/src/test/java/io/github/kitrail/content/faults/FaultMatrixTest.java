package io.github.kitrail.content.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault at every place, once and for good; the outcomes are kept in docs/faults.md, which
 * {@code -Dkitrail.update=true} writes anew.
 */
@Timeout(300)
class FaultMatrixTest {
  private static final Path DOCUMENT = Path.of("../docs/faults.md");
  private static final String BEGIN =
      "| fault | where | once | for good |\n| --- | --- | --- | --- |\n";

  @TempDir Path temp;

  @Test
  void everyFaultRecoversOrSaysWhy() throws Exception {
    Path folder = FaultRun.folder(temp);
    StringBuilder table = new StringBuilder(BEGIN);
    List<String> lost = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      for (FaultPlace place : FaultPlace.values()) {
        String reason = kind.notApplicable(place);
        String row = "| " + kind.title() + " | " + place.title() + " | ";
        if (reason != null) {
          table.append(row).append("not applicable: ").append(reason).append(" | |\n");
          continue;
        }
        String once = run(kind, place, 1, folder);
        String always = run(kind, place, Integer.MAX_VALUE, folder);
        table.append(row).append(once).append(" | ").append(always).append(" |\n");
        for (String outcome : List.of(once, always)) {
          boolean said = outcome.matches("(?s)exit [2-6]: .*[.)]");
          if (!outcome.equals("recovers") && !said) {
            lost.add(row + outcome);
          }
        }
      }
    }
    System.out.println(table);
    assertThat(lost).as("neither recovered nor told in a sentence").isEmpty();
    if (Boolean.getBoolean("kitrail.update")) {
      String text = Files.readString(DOCUMENT);
      Files.writeString(DOCUMENT, text.substring(0, text.indexOf(BEGIN)) + table);
    }
    String document = Files.readString(DOCUMENT);
    assertThat(outcomes(document.substring(document.indexOf(BEGIN))))
        .as("docs/faults.md differs; -Dtest=FaultMatrixTest -Dkitrail.update=true writes it")
        .isEqualTo(outcomes(table.toString()));
  }

  /** Without the sentences: which of two tries was cut first differs from run to run. */
  private static String outcomes(String table) {
    return table.replaceAll("(exit \\d): [^|\n]*", "$1 ");
  }

  private String run(FaultKind kind, FaultPlace place, int times, Path folder) throws Exception {
    Path directory = Files.createTempDirectory(temp, "run");
    try (FaultRun run = new FaultRun(directory)) {
      return run.with(kind, place, times, folder);
    }
  }
}

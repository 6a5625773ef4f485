package io.github.kitrail.inference.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.cli.PeerProgram;
import io.github.kitrail.content.folder.FolderListing;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.TextReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as pickle, NumPy, h5py and safetensors write them. */
@Tag("peer")
class StructurePeerTest {
  private static final Path SCRIPT = Path.of("src/test/python/model_files.py").toAbsolutePath();

  @TempDir Path temp;

  @BeforeEach
  void write() throws Exception {
    new PeerProgram("onnx", temp, Map.of()).run(SCRIPT.toString(), temp.toString());
  }

  private SortedMap<String, Path> files(String folder) throws Exception {
    return FolderListing.of(temp.resolve(folder), false, it -> false).files();
  }

  @Test
  void whatTheLibrariesWritePasses() throws Exception {
    SortedMap<String, Path> files = files("sound");
    List<CaseResult> results = StructuralChecks.run(files);
    assertThat(results).hasSize(files.size() + 1);
    assertThat(results)
        .allSatisfy(it -> assertThat(it.passed()).as(TextReport.failure(it)).isTrue());
  }

  @Test
  void eachOfTheOthersFails() throws Exception {
    SortedMap<String, Path> files = files("unsound");
    assertThat(files).hasSize(19);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      List<CaseResult> results =
          StructuralChecks.run(new TreeMap<>(Map.of(file.getKey(), file.getValue())));
      String failures =
          String.join(
              "\n", results.stream().filter(it -> !it.passed()).map(TextReport::failure).toList());
      assertThat(failures).as(file.getKey()).isNotEmpty();
      if (file.getKey().matches("(attack|list|pytorch).*")) {
        assertThat(failures).as(file.getKey()).contains("a pickle", "imports posix.system");
      }
    }
  }
}

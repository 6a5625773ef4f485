package io.github.kitrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house style's numbers: no source file over 400 lines, the median under 100. */
class FileSizeTest {
  @Test
  void filesStaySmall() throws IOException {
    List<Integer> sizes = new ArrayList<>();
    for (Path module : List.of(Path.of("src"), Path.of("../registry-fixture/src"))) {
      try (Stream<Path> files = Files.walk(module)) {
        for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
          int lines = Files.readAllLines(file).size();
          assertThat(lines).as(file.toString()).isLessThanOrEqualTo(400);
          sizes.add(lines);
        }
      }
    }
    sizes.sort(null);
    assertThat(sizes.get(sizes.size() / 2)).as("median").isLessThan(100);
  }
}

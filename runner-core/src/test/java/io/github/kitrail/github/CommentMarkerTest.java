package io.github.kitrail.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommentMarkerTest {
  @Test
  void itNamesTheModelKitAndTheJob() {
    assertThat(CommentMarker.of(List.of("ghcr.io/acme/faq-bot", "CI", "build", "run")))
        .isEqualTo("<!-- kitrail ghcr.io/acme/faq%2Dbot CI build run -->");
  }

  @Test
  void nothingInANameEndsIt() {
    String marker = CommentMarker.of(List.of("a --> @everyone <img>", "b\n# c", "ü"));
    assertThat(marker).startsWith("<!-- ").endsWith(" -->").doesNotContain("@", "\n", "#", "img>");
    assertThat(marker.substring(4, marker.length() - 3)).doesNotContain("-", "<", ">");
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    assertThat(CommentMarker.of(List.of("a b", "c")))
        .isNotEqualTo(CommentMarker.of(List.of("a", "b c")));
    assertThat(CommentMarker.of(List.of("%20"))).isNotEqualTo(CommentMarker.of(List.of(" ")));
  }
}

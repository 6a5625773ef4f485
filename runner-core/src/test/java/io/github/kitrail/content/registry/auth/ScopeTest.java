package io.github.kitrail.content.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {
  @Test
  void readsAndWritesWhatRegistriesUse() {
    assertThat(Scope.parse("repository:a/b:push,pull registry:catalog:* aws"))
        .containsExactly(
            Scope.push("a/b"),
            new Scope("registry:catalog", Set.of("*")),
            new Scope("aws", Set.of()));
    assertThat(Scope.push("a/b")).hasToString("repository:a/b:pull,push");
    assertThat(Scope.parse(" ")).isEmpty();
    assertThat(new Scope("aws", Set.of())).hasToString("aws");
  }

  @Test
  void unionJoinsActions() {
    assertThat(Scope.union(List.of(Scope.pull("a")), List.of(Scope.push("a"), Scope.pull("b"))))
        .containsExactly(Scope.push("a"), Scope.pull("b"));
  }

  @Test
  void moreCoversLess() {
    assertThat(Scope.pull("a").isCoveredBy(List.of(Scope.push("a")))).isTrue();
    assertThat(Scope.push("a").isCoveredBy(List.of(Scope.pull("a")))).isFalse();
    assertThat(Scope.pull("b").isCoveredBy(List.of(Scope.push("a")))).isFalse();
  }
}

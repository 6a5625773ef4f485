package io.github.kitrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
  @TempDir Path temp;

  @Test
  void threeAreBuiltIn() throws Exception {
    assertThat(Targets.builtIn())
        .extracting(Target::name)
        .containsExactly("kubernetes", "llama-cpp", "ollama");
  }

  @Test
  void imagesAreParametersWithoutAnInventedDigest() throws Exception {
    for (Target target : Targets.builtIn()) {
      for (TargetParameter parameter : target.description().parameters()) {
        assertThat(String.valueOf(parameter.defaultValue())).doesNotContain("@sha256:");
        assertThat(parameter.description()).isNotBlank();
      }
    }
    assertThat(Facts.target("kubernetes").description().parameters())
        .extracting(TargetParameter::name)
        .contains("image", "puller");
  }

  @Test
  void anUnknownNameGetsAHint() {
    assertThatThrownBy(() -> Targets.find("olama", temp))
        .isInstanceOf(KitrailException.class)
        .hasMessageStartingWith("There is no target \"olama\"; did you mean `ollama`?")
        .hasMessageContaining("./olama");
  }

  @Test
  void aFolderWithoutADescriptorIsNoTarget() {
    assertThatThrownBy(() -> Targets.find("./x", temp))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("it has no target.yaml");
  }
}

package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPathTest {
  @ParameterizedTest
  @CsvSource({
    "model, model",
    "model/, model",
    "./model//a.bin, model/a.bin",
    "./, .",
    "a..b/..c/d.., a..b/..c/d..",
    "data/2024-01-01T12:00:00.csv, data/2024-01-01T12:00:00.csv",
    "data/ünï-モデル.txt, data/ünï-モデル.txt"
  })
  void anHonestNameIsCleaned(String name, String path) throws KitrailException {
    assertThat(EntryPath.check(name, false)).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/passwd, its path is absolute",
    "//server/share/x, its path is absolute",
    "\\windows\\x, its path is absolute",
    "\\\\server\\share, its path is absolute",
    "C:\\x, its path starts with a drive letter",
    "c:x, its path starts with a drive letter",
    "../x, its path leaves the folder with ..",
    "a/../b, its path leaves the folder with ..",
    "a/b/.., its path leaves the folder with ..",
    "..\\x, its path leaves the folder with ..",
    "a\\..\\..\\x, its path leaves the folder with .."
  })
  void aNameThatCouldLandElsewhereIsRefusedEverywhere(String name, String reason) {
    for (boolean windows : new boolean[] {false, true}) {
      assertThatThrownBy(() -> EntryPath.check(name, windows))
          .isInstanceOfSatisfying(
              KitrailException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.HOSTILE_CONTENT))
          .hasMessage("The archive's entry \"" + name + "\" is refused: " + reason + ".");
    }
  }

  @Test
  void anEmptyNameAndANulAreRefused() {
    assertThatThrownBy(() -> EntryPath.check("", false)).hasMessageContaining("it has no name");
    assertThatThrownBy(() -> EntryPath.check("a\0/../b", false))
        .hasMessage("The archive's entry \"a?/../b\" is refused: its name holds a NUL.");
  }

  @Test
  void aMessageCannotDriveATerminal() {
    assertThatThrownBy(() -> EntryPath.check("../\u001b[2J\r\n" + "x".repeat(1000), false))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .hasSizeLessThan(300)
                    .doesNotContainPattern("\\p{Cntrl}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nul",
        "NUL.txt",
        "aux/x",
        "a/Com1",
        "lpt9.tar.gz",
        "con .x",
        "CONIN$",
        "a/COM¹",
        "ab:c",
        "a|b",
        "what?",
        "star*",
        "dot.",
        "space /x",
        "x/tab\t",
        "back\\slash"
      })
  void whatIsNoNameOnWindowsIsRefusedThere(String name) throws KitrailException {
    assertThatThrownBy(() -> EntryPath.check(name, true))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOSTILE_CONTENT));
    assertThat(EntryPath.check(name, false)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nullable", "console/x", "com10", "a.b", ".hidden", "auxiliary.txt"})
  void whatOnlyLooksLikeADeviceIsFine(String name) throws KitrailException {
    assertThat(EntryPath.check(name, true)).isEqualTo(name);
  }

  @Test
  void aSecondSpellingIsRefused() throws KitrailException {
    EntryNames names = new EntryNames();
    names.add("data/Readme");
    names.add("data/Readme");
    names.add("data/readme.txt");

    assertThatThrownBy(() -> names.add("data/README"))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOSTILE_CONTENT))
        .hasMessage(
            "The archive's entry \"data/README\" is refused: on this file system \"data/README\" is"
                + " the same as \"data/Readme\"; unpack it where case matters.");
    assertThatThrownBy(() -> names.add("Data/x"))
        .hasMessageContaining("\"Data\" is the same as \"data\"");
  }

  @Test
  void accentsMayBeComposedOrNot() throws KitrailException {
    EntryNames names = new EntryNames();
    names.add("caf\u00e9");

    assertThatThrownBy(() -> names.add("cafe\u0301")).hasMessageContaining("is the same as");
  }
}

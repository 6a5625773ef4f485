package io.jenkins.plugins.kitrail.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void optionsComeBeforeTheParametersThatMayLookLikeThem() {
    Arguments arguments =
        new Arguments()
            .parameter("source", "--looks-like-an-option")
            .parameter("destination", "acme/faq:2")
            .text("--tag", " ghcr.io/acme/faq:1 ")
            .flag("--verbose", true)
            .flag("--quiet", false);

    assertThat(arguments.commandLine("promote"))
        .containsExactly(
            "promote",
            "--output=json",
            "--verbose",
            "--tag=ghcr.io/acme/faq:1",
            "--",
            "--looks-like-an-option",
            "acme/faq:2");
  }

  @Test
  void aListIsOneOptionForEachLine() {
    Arguments arguments = new Arguments().lines("--set", "a=1\n\n  b=two words \r\nc=3");

    assertThat(arguments.commandLine("render"))
        .containsExactly(
            "render", "--output=json", "--set=a=1", "--set=b=two words", "--set=c=3", "--");
  }

  /** A form sends empty text for what nobody filled in. */
  @Test
  void whatIsEmptyIsNotGiven() {
    Arguments arguments =
        new Arguments().parameter("directory", " ").text("--tag", "").lines("--set", "\n");

    assertThat(arguments.commandLine("run")).containsExactly("run", "--output=json", "--");
    assertThat(arguments.get("--tag")).isNull();
    assertThat(arguments.text("--tag", "a").text("--tag", null).get("--tag")).isNull();
  }

  @Test
  void severalLinesForOneValueAreRefusedByTheStepsOwnName() {
    Arguments arguments = new Arguments().text("--trusted-root", "a\nb");

    assertThatThrownBy(() -> arguments.commandLine("verify"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The argument trustedRoot is one line, and not several.");
  }
}

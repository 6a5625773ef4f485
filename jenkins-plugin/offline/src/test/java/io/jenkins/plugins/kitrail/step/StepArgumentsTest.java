package io.jenkins.plugins.kitrail.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.cli.CommandDefinition;
import io.github.kitrail.cli.CommandDefinition.Argument;
import io.jenkins.plugins.kitrail.command.ArgumentName;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps' arguments are those of the commands, and each gets where it belongs. */
class StepArgumentsTest {
  private static final Set<String> OWN =
      Set.of("credentialsId", "dockerConfigCredentialsId", "jdk");
  private static final Set<String> SIGNER =
      Set.of("passphraseCredentialsId", "identityTokenCredentialsId");

  @ParameterizedTest
  @ValueSource(strings = {"run", "publish", "test", "verify", "gate", "promote", "render"})
  void aStepHasTheArgumentsOfItsCommand(String command) {
    Class<?> step = Steps.BY_COMMAND.get(command);
    Set<String> expected = new LinkedHashSet<>(OWN);
    List<String> required = new ArrayList<>();
    for (Argument argument : CommandDefinition.of(command).arguments()) {
      String name = ArgumentName.of(argument.name());
      (argument.required() ? required : expected).add(name);
    }
    if (List.of("run", "publish", "gate").contains(command)) {
      expected.addAll(SIGNER);
      expected.add(command.equals("gate") ? "signKeyCredentialsId" : "keyCredentialsId");
    }
    assertThat(Steps.required(step)).containsExactlyInAnyOrderElementsOf(required);
    assertThat(Steps.setters(step).keySet()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "publish", "test", "verify", "gate", "promote", "render"})
  void theParserOfTheCommandFindsEachValueWhereItBelongs(String command) throws Exception {
    CommandDefinition definition = CommandDefinition.of(command);
    Map<String, List<String>> expected = new LinkedHashMap<>();
    ModelKitStep step = filled(command, definition, expected);

    Map<String, List<String>> parsed = definition.parsed(step.commandLine());

    assertThat(parsed.remove("--output")).containsExactly("json");
    assertThat(parsed).containsExactlyInAnyOrderEntriesOf(expected);
  }

  /**
   * The Snippet Generator leaves out what has its default, and writes all else from the getters.
   */
  @ParameterizedTest
  @ValueSource(strings = {"run", "publish", "test", "verify", "gate", "promote", "render"})
  void aFormShowsWhatWasGiven(String command) throws Exception {
    CommandDefinition definition = CommandDefinition.of(command);
    ModelKitStep step = filled(command, definition, new LinkedHashMap<>());
    ModelKitStep empty = create(command, name -> "given");

    for (Argument argument : definition.arguments()) {
      String name = ArgumentName.of(argument.name());
      assertThat(String.valueOf(Steps.value(step, name))).isEqualTo(sample(argument));
      if (!argument.required()) {
        assertThat(String.valueOf(Steps.value(empty, name)))
            .as(name)
            .isEqualTo(
                switch (argument.kind()) {
                  case FLAG -> "false";
                  case SWITCH, NUMBER -> argument.standard();
                  default -> "null";
                });
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "publish", "test", "verify", "gate", "promote", "render"})
  void aStepIsCalledLikeItsCommand(String command) throws Exception {
    String name = command.substring(0, 1).toUpperCase(Locale.ROOT) + command.substring(1);
    assertThat(Steps.descriptor(Steps.BY_COMMAND.get(command)).getFunctionName())
        .isEqualTo("modelKit" + name);
  }

  @Test
  void aKeyInACredentialIsAVariableOfTheCommand() {
    PublishStep publish = new PublishStep(".", "acme/faq:1");
    publish.setKeyCredentialsId("signing");
    assertThat(publish.commandLine()).contains("--key=env:KITRAIL_SIGNING_KEY");
    assertThat(publish.credentialIds().key()).isEqualTo("signing");

    GateStep gate = new GateStep("acme/faq:1", "policy.yaml");
    gate.setKey("cosign.pub");
    gate.setSignKeyCredentialsId("signing");
    assertThat(gate.commandLine())
        .contains("--sign-key=env:KITRAIL_SIGNING_KEY", "--key=cosign.pub");
    assertThat(gate.credentialIds().key()).isEqualTo("signing");
  }

  @Test
  void twoKeysAreOneTooMany() {
    PublishStep publish = new PublishStep(".", "acme/faq:1");
    publish.setKey("cosign.key");
    publish.setKeyCredentialsId("signing");

    assertThatThrownBy(publish::commandLine)
        .hasMessage("The arguments key and keyCredentialsId both name a key: give one.");
  }

  private static ModelKitStep filled(
      String command, CommandDefinition definition, Map<String, List<String>> values)
      throws Exception {
    Map<String, String> samples = new LinkedHashMap<>();
    for (Argument argument : definition.arguments()) {
      String sample = sample(argument);
      samples.put(ArgumentName.of(argument.name()), sample);
      switch (argument.kind()) {
        case FLAG -> values.put(argument.name(), List.of("true"));
        case LINES -> values.put(argument.name(), sample.lines().toList());
        default -> values.put(argument.name(), List.of(sample));
      }
    }
    ModelKitStep step = create(command, samples::get);
    for (Map.Entry<String, Method> setter : Steps.setters(step.getClass()).entrySet()) {
      String sample = samples.get(setter.getKey());
      if (sample != null) {
        setter.getValue().invoke(step, converted(sample, setter.getValue().getParameterTypes()[0]));
      }
    }
    return step;
  }

  private static ModelKitStep create(
      String command, java.util.function.UnaryOperator<String> sample) throws Exception {
    Class<?> step = Steps.BY_COMMAND.get(command);
    Object[] required = Steps.required(step).stream().map(sample).toArray();
    return (ModelKitStep) Steps.constructor(step).newInstance(required);
  }

  /** A value that is not the default and that nothing else has, and that is hard to pass on. */
  private static String sample(Argument argument) {
    String hard = "--a \"" + argument.name() + "\" = 'b'";
    return switch (argument.kind()) {
      case FLAG -> "true";
      case SWITCH -> "false";
      case NUMBER -> "7";
      case LINES -> argument.label().contains("=VALUE") ? "a=1\nb=c d" : "one\ntwo " + hard;
      case TEXT ->
          argument.label().matches("[a-z|-]+")
              ? argument.label().substring(argument.label().lastIndexOf('|') + 1)
              : hard;
    };
  }

  private static Object converted(String value, Class<?> type) {
    if (type == boolean.class) {
      return Boolean.valueOf(value);
    }
    return type == int.class ? (Object) Integer.valueOf(value) : value;
  }
}

package io.github.kitrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A target that a user adds: a folder, no Java. */
class OwnTargetTest {
  @TempDir Path temp;

  @Test
  void aFolderIsATarget() throws Exception {
    RenderFacts facts =
        Facts.faq()
            .name("it's \"FAQ\"; rm -rf /")
            .adapters(List.of(Facts.file("x/a.gguf"), Facts.file("b.gguf")))
            .build();
    render(facts, Map.of("greeting", "don't $(stop)", "workers", "4", "verbose", "true"));
    assertThat(Files.readString(temp.resolve("out/etc/config.json")))
        .isEqualTo(
            """
            {
              "name": "it's \\"FAQ\\"; rm -rf /",
              "model": "faq.gguf",
              "workers": 4,
              "verbose": true,
              "adapters": ["x/a.gguf", "b.gguf"]
            }
            """);
    assertThat(Files.readString(temp.resolve("out/serve.sh")))
        .endsWith("'don'\\''t $(stop)' 'it'\\''s \"FAQ\"; rm -rf /'\n");
    assertThat(Files.readString(temp.resolve("out/adapters.txt"))).isEqualTo("a.gguf\nb.gguf\n");
    assertThat(Files.readString(temp.resolve("out/chart.tpl")))
        .isEqualTo("copied as it is: {{ .Values.name }}\n");
  }

  @Test
  void anExecutableTemplateMakesAnExecutableFileThatIsSafeInAShell() throws Exception {
    render(Facts.faq().name("'; echo pwned; '").build(), Map.of());
    Path script = temp.resolve("out/serve.sh");
    assertThat(script).isExecutable();
    Process process = new ProcessBuilder(script.toString()).start();
    assertThat(new String(process.getInputStream().readAllBytes()))
        .isEqualTo("Hello\n'; echo pwned; '\n");
  }

  @Test
  void aFileWhoseConditionIsNotMetIsLeftOut() throws Exception {
    RenderResult result = render(Facts.faq().build(), Map.of());
    assertThat(result.files())
        .containsExactly("chart.tpl", "etc/config.json", "model/models/faq.gguf", "serve.sh");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "greting | x | has no parameter \"greting\"; did you mean greeting?",
        "workers | many | The parameter workers of the target own must be a whole number; \"many\" does not.",
        "verbose | yes | must be true or false"
      })
  void aWrongParameterIsNamed(String name, String value, String message) {
    assertThatThrownBy(() -> render(Facts.faq().build(), Map.of(name, value)))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessageContaining(message);
  }

  @Test
  void aRequiredParameterIsAskedFor() throws Exception {
    Path target = write("  - {template: a, to: a.txt}", Map.of("a", "{{param.image}}"));
    Path descriptor = target.resolve("target.yaml");
    Files.writeString(
        descriptor,
        Files.readString(descriptor)
            + "parameters: [{name: image, description: the image, required: true}]\n");
    assertThatThrownBy(() -> render(target, Map.of()))
        .hasMessageContaining("needs its parameter image (the image): set it with --set image=");
    render(target, Map.of("image", "x"));
    assertThat(Files.readString(temp.resolve("out/a.txt"))).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "x.txt  | ~a\n{{modell.path}}~ | line 2: there is no fact or parameter `modell`; did you mean `model`?",
        "x.txt  | {{model.pth}} | no fact or parameter `model.pth`; did you mean `model.path`?",
        "x.txt  | {{#nothing}}a{{/nothing}} | line 1: there is no fact or parameter `nothing`",
        "x.txt  | {{name.length}} | line 1: there is no fact or parameter `name.length`",
        "x.txt  | {{name.class}} | there is no fact or parameter",
        "x.txt  | {{#adapters}} | is not a Mustache template",
        "x.txt  | {{{name}}} | {{{name}} is not allowed: every value is escaped",
        "x.txt  | {{&name}} | is not allowed",
        "x.txt  | {{>other}} | is not allowed",
        "x.txt  | {{=<% %>=}} | is not allowed",
        "x.yaml | ~a: 1\nb: {{name}}~ | line 2: write \"{{name}}\", in quotes",
        "x.yaml | a: '{{name}}' | write \"{{name}}\", in quotes",
        "x.yaml | ~a: \"b\\\" {{name}}~ | is no YAML",
        "x.yaml | ~a: \"b\" {{name}}~ | in quotes",
        "x.yaml | ~a: [\"{{name}}\"~ | makes a file that is no YAML; in its line",
        "x.json | ~{\"a\": \"{{name}}\",}~ | makes a file that is no JSON; in its line 1",
        "x.sh   | ~echo \"{{name}}\"~ | write '{{name}}', in quotes",
        "Modelfile | FROM {{name}} | in quotes"
      })
  void aSlipInATemplateIsFound(String file, String template, String message) throws Exception {
    Path target = write("  - {template: t, to: " + file.strip() + "}", Map.of("t", template));
    assertThatThrownBy(() -> render(target, Map.of()))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining(message.strip());
    assertThat(temp.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{template: t, to: ../x.txt}       | line 6, column 23: `../x.txt` is not a plain path inside",
        "{template: t, to: /x.txt}         | is not a relative path",
        "{template: ../t, to: x.txt}       | is not a plain path inside",
        "{template: t, to: model/x.txt}    | `model` is Kitrail's own",
        "{template: t, to: .kitrail-render} | is Kitrail's own",
        "{template: t, to: x.bin}          | nothing says how values are written into `x.bin`: add `format`, one of yaml, compose, json",
        "{template: t, to: x, format: raw} | must be one of yaml, compose, json, shell, modelfile, markdown, plain",
        "{template: t, copy: t, to: x}     | a file has either `template` or `copy`",
        "{tmplate: t, to: x}               | `tmplate` is not a file field; did you mean `template`?",
        "{template: t, to: x.txt, when: nothing} | there is no fact or parameter `nothing`",
        "{template: missing, to: x.txt}    | has no file missing"
      })
  void aSlipInADescriptorIsFound(String entry, String message) throws Exception {
    Path target = write("  - " + entry, Map.of("t", "text"));
    assertThatThrownBy(() -> render(target, Map.of()))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTargetReadsNothingOutsideOfItsFolder() throws Exception {
    Path target = write("  - {copy: t, to: x}", Map.of());
    Files.writeString(temp.resolve("secret"), "secret");
    Files.createSymbolicLink(target.resolve("t"), temp.resolve("secret"));
    assertThatThrownBy(() -> render(target, Map.of()))
        .hasMessageContaining("reaches outside of its folder with t");
  }

  private RenderResult render(RenderFacts facts, Map<String, String> parameters) throws Exception {
    Target target = Targets.find(Facts.ownTarget().toString(), Path.of(""));
    return new Renderer()
        .render(target, facts, parameters, temp.resolve("out"), false, Facts.layout(facts));
  }

  private void render(Path target, Map<String, String> parameters) throws Exception {
    RenderFacts facts = Facts.faq().build();
    new Renderer()
        .render(
            Targets.find("./target", target.getParent()),
            facts,
            parameters,
            temp.resolve("out"),
            false,
            Facts.layout(facts));
  }

  private Path write(String entry, Map<String, String> templates) throws Exception {
    Path target = Files.createDirectories(temp.resolve("target"));
    Files.writeString(
        target.resolve("target.yaml"),
        "version: 1\nname: mine\ntitle: Mine\nunpack: none\nfiles:\n" + entry + "\n");
    for (Map.Entry<String, String> template : templates.entrySet()) {
      Files.writeString(target.resolve(template.getKey()), template.getValue());
    }
    return target;
  }
}

package io.github.kitrail.modelkit;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kitrail.modelkit.Kitfile.Code;
import io.github.kitrail.modelkit.Kitfile.Dataset;
import io.github.kitrail.modelkit.Kitfile.Docs;
import io.github.kitrail.modelkit.Kitfile.Model;
import io.github.kitrail.modelkit.Kitfile.ModelPart;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Any Kitfile with valid paths, and texts that YAML and JSON find hard. */
class KitfileDomain extends DomainContextBase {
  @Provide
  Arbitrary<Kitfile> kitfiles() {
    return Combinators.combine(
            packages(),
            models().injectNull(0.3),
            codes().list().ofMaxSize(1),
            datasets().list().ofMaxSize(1),
            docs().list().ofMaxSize(1))
        .as((info, model, code, data, docs) -> new Kitfile("1.0.0", info, model, code, data, docs));
  }

  private static Arbitrary<Kitfile.Package> packages() {
    return Combinators.combine(text(), text(), text(), hardText().list().ofMaxSize(3))
        .as(
            (name, version, description, authors) ->
                new Kitfile.Package(name, version, description, null, authors));
  }

  private static Arbitrary<Model> models() {
    return Combinators.combine(text(), text(), parameters(), parts())
        .as(
            (name, description, parameters, parts) ->
                new Model(
                    name, "model", null, name, null, null, description, parts, parameters, null));
  }

  private static Arbitrary<List<ModelPart>> parts() {
    return text().map(name -> new ModelPart(name, "part", null, "lora", null)).list().ofMaxSize(1);
  }

  private static Arbitrary<Code> codes() {
    return text().map(description -> new Code("code", description, null, null));
  }

  private static Arbitrary<Dataset> datasets() {
    return Combinators.combine(text(), parameters())
        .as((name, parameters) -> new Dataset(name, "data", null, null, parameters, null));
  }

  private static Arbitrary<Docs> docs() {
    return text().map(description -> new Docs("docs", description, null));
  }

  private static Arbitrary<String> text() {
    return hardText().injectNull(0.3);
  }

  private static Arbitrary<String> hardText() {
    return Arbitraries.of(
            "a",
            "B",
            "é",
            "モ",
            "😀",
            " ",
            "  ",
            "\n",
            "\t",
            "\r",
            ":",
            ": ",
            "#",
            " #",
            "-",
            "- ",
            "?",
            "[",
            "]",
            "{",
            "}",
            ",",
            "&",
            "*",
            "!",
            "|",
            ">",
            "'",
            "\"",
            "%",
            "@",
            "`",
            "~",
            "\\",
            "\u0001",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "1",
            "0x1F",
            "yes",
            "null",
            "true",
            "1:30",
            "---",
            "...",
            "=",
            "<<",
            ".5",
            "2024-01-01")
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  private static Arbitrary<Parameters> parameters() {
    Arbitrary<String> scalars =
        Arbitraries.oneOf(
            hardText().map(KitfileDomain::json),
            Arbitraries.longs().map(String::valueOf),
            Arbitraries.doubles().filter(d -> d != 0).map(GoNumber::json),
            Arbitraries.of("true", "false", "null", "{}", "[]"));
    return Arbitraries.recursive(() -> scalars, KitfileDomain::nested, 0, 3)
        .filter(json -> !json.equals("null"))
        .map(Parameters::new)
        .injectNull(0.2);
  }

  private static Arbitrary<String> nested(Arbitrary<String> values) {
    return Arbitraries.oneOf(
        values.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]"),
        Arbitraries.maps(hardText().map(KitfileDomain::json), values)
            .ofMaxSize(3)
            .map(
                map ->
                    map.entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .reduce((a, b) -> a + "," + b)
                        .map(fields -> "{" + fields + "}")
                        .orElse("{}")));
  }

  private static String json(String text) {
    return GoJson.text(TextNode.valueOf(text));
  }
}

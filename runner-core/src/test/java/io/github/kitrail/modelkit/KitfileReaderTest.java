package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Kitfile.Code;
import io.github.kitrail.modelkit.Kitfile.Dataset;
import io.github.kitrail.modelkit.Kitfile.Docs;
import io.github.kitrail.modelkit.Kitfile.Model;
import io.github.kitrail.modelkit.Kitfile.ModelPart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KitfileReaderTest {
  @Test
  void readsEveryField() throws KitrailException {
    Kitfile kitfile =
        KitfileReader.parse(
            """
            manifestVersion: 1.0.0
            package:
              name: golden
              version: 0.1.0
              description: golden ModelKit
              license: Apache-2.0
              authors: [Ada, Bob]
            model:
              name: m
              path: ./model/
              license: MIT
              framework: pytorch
              format: safetensors
              version: 2.0.0
              description: a model
              parts:
                - name: adapter
                  path: adapter.bin
                  license: Apache-2.0
                  type: lora.v1
              parameters: {temperature: 0.5}
            code:
              - path: code
                description: the code
                license: BSD-3-Clause
            datasets:
              - name: train
                path: data
                description: training data
                license: CC0-1.0
                parameters: [1, two]
            docs:
              - path: README.md
                description: readme
            """,
            "Kitfile");

    assertThat(kitfile)
        .isEqualTo(
            new Kitfile(
                "1.0.0",
                new Kitfile.Package(
                    "golden", "0.1.0", "golden ModelKit", "Apache-2.0", List.of("Ada", "Bob")),
                new Model(
                    "m",
                    "./model/",
                    "MIT",
                    "pytorch",
                    "safetensors",
                    "2.0.0",
                    "a model",
                    List.of(new ModelPart("adapter", "adapter.bin", "Apache-2.0", "lora.v1", null)),
                    new Parameters("{\"temperature\":0.5}"),
                    null),
                List.of(new Code("code", "the code", "BSD-3-Clause", null)),
                List.of(
                    new Dataset(
                        "train",
                        "data",
                        "training data",
                        "CC0-1.0",
                        new Parameters("[1,\"two\"]"),
                        null)),
                List.of(new Docs("README.md", "readme", null))));
  }

  @Test
  void whatIsLeftEmptyIsAbsent() throws KitrailException {
    Kitfile kitfile =
        KitfileReader.parse(
            """
            manifestVersion: 1.0.0
            package:
              name:
              description: ""
              authors:
            model:
            code:
            docs: []
            """,
            "Kitfile");

    assertThat(kitfile)
        .isEqualTo(
            new Kitfile("1.0.0", Kitfile.Package.NONE, null, List.of(), List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "1.0", "1", "\"1.0\"", "v1.0.0", "1.0.0-rc.1"})
  void aVersionMayLookLikeANumber(String version) throws KitrailException {
    Kitfile kitfile =
        KitfileReader.parse(
            "manifestVersion: %s\npackage: {version: 010}\nmodel: {version: 2}\n"
                .formatted(version),
            "Kitfile");

    assertThat(kitfile.manifestVersion()).isEqualTo(version.replace("\"", ""));
    assertThat(kitfile.packageInfo().version()).isEqualTo("010");
    assertThat(kitfile.model()).extracting(Model::version).isEqualTo("2");
  }

  @Test
  void textThatOnlyLooksSpecialIsText() throws KitrailException {
    Kitfile kitfile =
        KitfileReader.parse(
            """
            manifestVersion: 1.0.0
            package: {name: yes, license: 0BSD, description: "42", authors: [2024-01-01, !!str 7]}
            """,
            "Kitfile");

    assertThat(kitfile.packageInfo())
        .isEqualTo(new Kitfile.Package("yes", null, "42", "0BSD", List.of("2024-01-01", "7")));
  }

  @Test
  void aModelMayComeFromAnotherModelKit() throws KitrailException {
    Kitfile kitfile =
        KitfileReader.parse(
            """
            manifestVersion: 1.0.0
            model:
              path: ghcr.io/acme/base:1.0
              parts:
                - path: adapter
            """,
            "Kitfile");

    assertThat(kitfile.baseReference()).isEqualTo("ghcr.io/acme/base:1.0");
    assertThat(kitfile.layers())
        .containsExactly(new KitfileLayer(LayerKind.MODEL_PART, 0, null, "adapter", null));
  }

  @Test
  void layersComeInKitsOrderWithCleanPaths() throws KitrailException {
    Kitfile kitfile =
        KitfileReader.parse(
            """
            manifestVersion: 1.0.0
            docs:
              - path: ./docs//README.md
            datasets:
              - {name: train, path: data/train}
              - {name: test, path: data/../data/test/}
            code:
              - description: everything
            model:
              name: m
              path: model/
              parts: [{name: p, path: p.bin}]
            """,
            "Kitfile");

    assertThat(kitfile.layers())
        .containsExactly(
            new KitfileLayer(LayerKind.MODEL, 0, "m", "model", null),
            new KitfileLayer(LayerKind.MODEL_PART, 0, "p", "p.bin", null),
            new KitfileLayer(LayerKind.CODE, 0, null, ".", null),
            new KitfileLayer(LayerKind.DATASET, 0, "train", "data/train", null),
            new KitfileLayer(LayerKind.DATASET, 1, "test", "data/test", null),
            new KitfileLayer(LayerKind.DOCS, 0, null, "docs/README.md", null));
  }

  @Test
  void aModelWithoutPathHasNoLayer() throws KitrailException {
    Kitfile kitfile =
        KitfileReader.parse(
            "manifestVersion: 1.0.0\nmodel: {name: m}\ncode: [{path: .}]\n", "Kitfile");

    assertThat(kitfile.layers()).extracting(KitfileLayer::kind).containsExactly(LayerKind.CODE);
  }
}

package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetsTest {
  private static final String KITFILE =
      """
      manifestVersion: 1.0.0
      model: {name: m, path: model, parts: [{name: lora, path: a.bin}, {path: b.bin}]}
      code: [{path: src}, {path: ./smoke.yaml}]
      datasets: [{name: train, path: d/1}, {name: test, path: d/2}, {name: test, path: d/3}]
      docs: [{path: README.md}]
      """;

  /** A layer for each element, of bytes of its own. */
  private static Assets assets(String text) throws KitrailException {
    Kitfile kitfile = KitfileReader.parse(text, "Kitfile");
    List<Descriptor> layers = new ArrayList<>();
    List<LayerInfo> infos = new ArrayList<>();
    for (KitfileLayer layer : kitfile.layers()) {
      Digest digest = Digest.of(layer.path().getBytes(StandardCharsets.UTF_8));
      layers.add(
          new Descriptor(new LayerType(layer.kind(), Compression.NONE).mediaType(), digest, 1));
      infos.add(new LayerInfo(digest, digest));
    }
    return Assets.of(manifest(layers), kitfile.withLayerInfo(infos));
  }

  private static Manifest manifest(List<Descriptor> layers) {
    Descriptor config = Descriptor.of(MediaTypes.KITFILE_CONFIG, new byte[0]);
    return new Manifest(null, null, config, layers, null, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "model,model",
    "model:m,model",
    "model:lora,a.bin",
    "model:a.bin,a.bin",
    "model:b.bin,b.bin",
    "datasets:train,d/1",
    "datasets:d/2,d/2",
    "datasets: d/3/,d/3",
    "code:src,src",
    "code:smoke.yaml,smoke.yaml",
    "docs:./README.md,README.md",
    "docs,README.md",
  })
  void findsAnAssetByItsNameOrPath(String words, String path) throws Exception {
    assertThat(assets(KITFILE).require(words).element().path()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          datasets        | its assets are model, model:lora, model:b.bin, code:src
          datasets:test   | its assets are
          datasets:trian  | did you mean datasets:train?
          datasets:train,test | its assets are
          code,docs       | its assets are
          model:gone      | its assets are
          kitfile         | its assets are
          weights         | is no part of a ModelKit
          datasets:       | a word is missing
          """)
  void whatMeansNoneOrManyIsRefused(String words, String reason) {
    assertThatThrownBy(() -> assets(KITFILE).require(words))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessageContaining(reason);
  }

  @Test
  void modelMeansNoPart() throws Exception {
    Assets parts = assets("manifestVersion: 1.0.0\nmodel: {parts: [{path: a}, {path: b}]}\n");
    assertThatThrownBy(() -> parts.require("model"))
        .hasMessageContaining("its assets are model:a, model:b");
  }

  @Test
  void everyNameMeansItsAsset() throws Exception {
    Assets assets = assets(KITFILE);
    assertThat(assets.layers()).hasSize(9);
    for (AssetLayer layer : assets.layers()) {
      assertThat(assets.require(assets.name(layer))).isEqualTo(layer);
      assertThat(assets.find(layer.descriptor().digest())).contains(layer);
    }
    assertThat(assets.layers().stream().map(assets::name))
        .containsExactly(
            "model",
            "model:lora",
            "model:b.bin",
            "code:src",
            "code:smoke.yaml",
            "datasets:train",
            "datasets:d/2",
            "datasets:d/3",
            "docs:README.md");
  }

  @Test
  void configAndManifestMustAgree() throws Exception {
    Kitfile kitfile = KitfileReader.parse("manifestVersion: 1.0.0\ndocs: [{path: a}]\n", "Kitfile");
    Digest one = Digest.of(new byte[] {1});
    Kitfile packed = kitfile.withLayerInfo(List.of(new LayerInfo(one, one)));
    String docs = new LayerType(LayerKind.DOCS, Compression.NONE).mediaType();
    assertThatThrownBy(
            () ->
                Assets.of(
                    manifest(List.of(new Descriptor(docs, Digest.of(new byte[] {2}), 1))), packed))
        .hasMessageContaining("contradicts itself");
    assertThatThrownBy(
            () ->
                Assets.of(
                    manifest(List.of(new Descriptor(docs, one, 1), new Descriptor(docs, one, 1))),
                    packed))
        .hasMessageContaining("config does not name");
  }
}

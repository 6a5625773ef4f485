package io.github.kitrail.modelkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KitfileConfigTest {
  private static final Digest ONE = Digest.of(new byte[] {1});
  private static final Digest TWO = Digest.of(new byte[] {2});

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "gzip-fastest"})
  void isByteForByteWhatKitWrites(String compression) throws KitrailException {
    byte[] expected = Golden.file(compression + "/config.json");
    List<LayerInfo> infos =
        KitfileConfig.parse(expected).layers().stream().map(KitfileLayer::info).toList();

    Kitfile kitfile = KitfileReader.parse(Golden.KITFILE, "Kitfile").withLayerInfo(infos);

    assertThat(KitfileConfig.toBytes(kitfile))
        .asString(UTF_8)
        .isEqualTo(new String(expected, UTF_8));
    assertThat(KitfileConfig.parse(expected)).isEqualTo(kitfile);
    assertThat(Digest.of(KitfileConfig.toBytes(kitfile)))
        .isEqualTo(Manifest.parse(Golden.file(compression + "/manifest.json")).config().digest());
  }

  /** Expected is what kit 1.7.0's types made of the same Kitfile. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                       | {"manifestVersion":"1.0.0","package":{}}
          {model: {}}                              | {"manifestVersion":"1.0.0","package":{},"model":{}}
          {docs: [{description: d}], code: []}     | {"manifestVersion":"1.0.0","package":{},"docs":[{"path":"","description":"d"}]}
          {datasets: [{parameters: {}}, {path: a}]}| {"manifestVersion":"1.0.0","package":{},"datasets":[{"parameters":{}},{"path":"a"}]}
          {model: {parameters: null}}              | {"manifestVersion":"1.0.0","package":{},"model":{}}
          {package: {name: "<é&>", authors: []}}   | {"manifestVersion":"1.0.0","package":{"name":"\\u003cé\\u0026\\u003e"}}
          """)
  void whatIsEmptyIsLeftOutAsGoDoesIt(String yaml, String json) throws KitrailException {
    String text = "{manifestVersion: 1.0.0" + (yaml.equals("{}") ? "" : ",") + yaml.substring(1);

    assertThat(KitfileConfig.toBytes(KitfileReader.parse(text, "Kitfile")))
        .asString(UTF_8)
        .isEqualTo(json);
  }

  @Test
  void layersGetTheirDigestsInOrder() throws KitrailException {
    Kitfile kitfile =
        KitfileReader.parse(
                "manifestVersion: 1.0.0\nmodel: {path: ghcr.io/a/b:1, parts: [{path: p}]}\n"
                    + "docs: [{path: d}]\n",
                "Kitfile")
            .withLayerInfo(List.of(new LayerInfo(ONE, TWO), new LayerInfo(TWO, null)));

    assertThat(KitfileConfig.toBytes(kitfile))
        .asString(UTF_8)
        .isEqualTo(
            "{\"manifestVersion\":\"1.0.0\",\"package\":{},\"model\":{\"path\":\"ghcr.io/a/b:1\","
                + "\"parts\":[{\"path\":\"p\",\"digest\":\"%s\",\"diffId\":\"%s\"}]},"
                    .formatted(ONE, TWO)
                + "\"docs\":[{\"path\":\"d\",\"digest\":\"%s\"}]}".formatted(TWO));
  }

  @Test
  void asManyDigestsAsLayersAreNeeded() throws KitrailException {
    Kitfile kitfile = KitfileReader.parse(Golden.KITFILE, "Kitfile");

    assertThatThrownBy(() -> kitfile.withLayerInfo(List.of(new LayerInfo(ONE, ONE))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the Kitfile has 5 layers, not 1");
  }

  @Test
  void whatNewerVersionsAddedIsPassedOver() throws KitrailException {
    Kitfile kitfile =
        KitfileConfig.parse(
            """
            {"manifestVersion": "1.1.0", "prompts": [{"path": "p"}], "package": {"url": "x"},
             "model": {"path": "m", "new": 1, "parts": null, "parameters": {"n": 1e3}},
             "code": null, "docs": [{"path": "/etc/passwd", "digest": ""}]}
            """
                .getBytes(UTF_8));

    assertThat(kitfile.manifestVersion()).isEqualTo("1.1.0");
    assertThat(kitfile.packageInfo()).isEqualTo(Kitfile.Package.NONE);
    assertThat(kitfile.layers())
        .containsExactly(
            new KitfileLayer(LayerKind.MODEL, 0, null, "m", null),
            new KitfileLayer(LayerKind.DOCS, 0, null, "/etc/passwd", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                        | it is no JSON object
          {"package": []}                           | its "package" must be an object
          {"package": {"name": 5}}                  | its "name" must be text
          {"package": {"authors": [1]}}             | its "authors" must be a list of texts
          {"model": "m"}                            | its "model" must be an object
          {"code": {}}                              | its "code" must be a list
          {"code": [null]}                          | its "code" must be a list of objects
          {"model": {"parts": ["p"]}}               | its "parts" must be a list of objects
          {"model": {"parameters": 1e999}}          | its "parameters" must be without numbers that are too large
          """)
  void aWrongConfigSaysWhatIsWrong(String json, String reason) {
    assertThatThrownBy(() -> KitfileConfig.parse(json.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessage("This ModelKit config cannot be read: " + reason + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{} {}", "{\"code\": [], \"code\": []}", "\u0000"})
  void anythingElseIsNoConfig(String text) {
    assertThatThrownBy(() -> KitfileConfig.parse(text.getBytes(UTF_8)))
        .isInstanceOf(KitrailException.class)
        .hasMessageStartingWith("This ModelKit config cannot be read: ");
  }

  @Property(tries = 300)
  @Domain(KitfileDomain.class)
  void whatIsWrittenIsReadBack(@ForAll Kitfile kitfile) throws KitrailException {
    assertThat(KitfileConfig.parse(KitfileConfig.toBytes(kitfile))).isEqualTo(kitfile);
  }
}

package io.github.kitrail.modelkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final Descriptor EMPTY = Descriptor.of(MediaTypes.EMPTY, "{}".getBytes(UTF_8));

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "gzip-fastest"})
  void kitsManifestIsReadAndWrittenUnchanged(String compression) throws KitrailException {
    byte[] bytes = Golden.file(compression + "/manifest.json");
    Manifest manifest = Manifest.parse(bytes);

    assertThat(manifest.toBytes()).isEqualTo(bytes);
    assertThat(manifest.isModelKit()).isTrue();
    assertThat(manifest.requireModelKit("golden:v1")).isSameAs(manifest);
    assertThat(manifest.layers()).hasSize(5);
    assertThat(manifest.annotations()).containsEntry(Manifest.CLI_VERSION, "1.7.0");
  }

  @Test
  void aManifestOfEvidenceHasItsFieldsInGosOrder() {
    Manifest manifest =
        new Manifest(
            MediaTypes.IMAGE_MANIFEST,
            MediaTypes.SIGSTORE_BUNDLE,
            EMPTY,
            List.of(
                new Descriptor(
                    "text/plain", EMPTY.digest(), 2, "a/b", Map.of("z", "1", "a", "<2>"))),
            new Descriptor(MediaTypes.IMAGE_MANIFEST, EMPTY.digest(), 7),
            Map.of("k", "v"));

    String digest = EMPTY.digest().toString();
    assertThat(manifest.toBytes())
        .asString(UTF_8)
        .isEqualTo(
            ("{'schemaVersion':2,'mediaType':'application/vnd.oci.image.manifest.v1+json',"
                    + "'artifactType':'application/vnd.dev.sigstore.bundle.v0.3+json',"
                    + "'config':{'mediaType':'application/vnd.oci.empty.v1+json','digest':'DIGEST',"
                    + "'size':2},'layers':[{'mediaType':'text/plain','digest':'DIGEST','size':2,"
                    + "'annotations':{'a':'\\u003c2\\u003e','z':'1'},'artifactType':'a/b'}],"
                    + "'subject':{'mediaType':'application/vnd.oci.image.manifest.v1+json',"
                    + "'digest':'DIGEST','size':7},'annotations':{'k':'v'}}")
                .replace('\'', '"')
                .replace("DIGEST", digest));
  }

  @Test
  void everyFieldIsReadBack() throws KitrailException {
    Manifest manifest =
        new Manifest("m", "a", EMPTY, List.of(EMPTY, EMPTY), EMPTY, Map.of("k", "<v>"));

    assertThat(Manifest.parse(manifest.toBytes())).isEqualTo(manifest);
  }

  @Test
  void noLayersAreAnEmptyList() throws KitrailException {
    Manifest none = new Manifest(null, null, EMPTY, List.of(), null, Map.of());

    assertThat(none.toBytes()).asString(UTF_8).endsWith(",\"layers\":[]}");
    assertThat(
            Manifest.parse(
                "{\"config\":%s,\"layers\":null}".formatted(OciJson.write(EMPTY)).getBytes(UTF_8)))
        .isEqualTo(none);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                              | This OCI manifest cannot be read: it is no JSON object.
          {}                                              | This OCI manifest cannot be read: it has no config.
          {"config": {}}                                  | This OCI descriptor cannot be read: it needs mediaType, digest and size.
          {"config": CONFIG, "layers": {}}                | This OCI manifest cannot be read: its list is no list.
          {"config": CONFIG, "layers": [1]}               | This OCI descriptor cannot be read: it needs mediaType, digest and size.
          {"config": {"mediaType":"a","digest":"sha256:00","size":1}} | "sha256:00" is not a digest that Kitrail can check: write sha256: and 64 lower-case hexadecimal digits.
          """)
  void aWrongManifestSaysWhatIsWrong(String json, String sentence) {
    byte[] bytes = json.replace("CONFIG", OciJson.write(EMPTY).toString()).getBytes(UTF_8);

    assertThatThrownBy(() -> Manifest.parse(bytes))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "99999999999999999999", "\"1\"", "null"})
  void aSizeIsAWholeNumber(String size) {
    String json =
        "{\"config\":{\"mediaType\":\"a\",\"digest\":\"%s\",\"size\":%s}}"
            .formatted(EMPTY.digest(), size);

    assertThatThrownBy(() -> Manifest.parse(json.getBytes(UTF_8)))
        .hasMessageContaining("it needs mediaType, digest and size");
  }

  @Test
  void aFieldThatIsThereTwiceIsRefused() {
    String json =
        "{\"config\":%s,\"layers\":[],\"layers\":[]}".formatted(OciJson.write(EMPTY).toString());

    assertThatThrownBy(() -> Manifest.parse(json.getBytes(UTF_8)))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("Duplicate field 'layers'");
  }

  @Test
  void whatIsNoModelKitIsNamed() {
    Manifest image = new Manifest(null, null, EMPTY, List.of(), null, Map.of());
    Descriptor packConfig =
        new Descriptor("application/vnd.cncf.model.config.v1+json", EMPTY.digest(), 2);
    Manifest modelPack = new Manifest(null, null, packConfig, List.of(), null, Map.of());

    assertThatThrownBy(() -> image.requireModelKit("ghcr.io/a/b:1"))
        .hasMessage(
            "ghcr.io/a/b:1 is not a ModelKit: its config has the type"
                + " application/vnd.oci.empty.v1+json, not"
                + " application/vnd.kitops.modelkit.config.v1+json.");
    assertThatThrownBy(() -> modelPack.requireModelKit("ghcr.io/a/b:1"))
        .hasMessage(
            "ghcr.io/a/b:1 is a CNCF ModelPack, which is not supported yet; pack it as a ModelKit"
                + " (kit pack without --use-model-pack).");
  }

  @Test
  void kitsIndexIsReadAndWrittenUnchanged() throws KitrailException {
    byte[] bytes = Golden.file("none/kit-storage/bG9jYWxob3N0L2dvbGRlbg==-index.json");
    Index index = Index.parse(bytes);

    assertThat(index.toBytes()).isEqualTo(bytes);
    assertThat(index.manifests())
        .singleElement()
        .satisfies(manifest -> assertThat(manifest.isManifest()).isTrue());
  }
}

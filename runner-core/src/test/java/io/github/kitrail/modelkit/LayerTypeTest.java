package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerTypeTest {
  @ParameterizedTest
  @CsvSource({
    "MODEL, NONE, application/vnd.kitops.modelkit.model.v1.tar",
    "MODEL_PART, GZIP, application/vnd.kitops.modelkit.modelpart.v1.tar+gzip",
    "CODE, GZIP, application/vnd.kitops.modelkit.code.v1.tar+gzip",
    "DATASET, NONE, application/vnd.kitops.modelkit.dataset.v1.tar",
    "DOCS, GZIP, application/vnd.kitops.modelkit.docs.v1.tar+gzip"
  })
  void isWrittenAndReadAsKitDoes(LayerKind kind, Compression compression, String mediaType)
      throws KitrailException {
    LayerType type = new LayerType(kind, compression);

    assertThat(type.mediaType()).isEqualTo(mediaType);
    assertThat(LayerType.parse(mediaType)).contains(type);
    assertThat(LayerType.require(mediaType)).isEqualTo(type);
  }

  @Test
  void theFastestGzipIsGzipToReaders() {
    assertThat(new LayerType(LayerKind.MODEL, Compression.GZIP_FASTEST).mediaType())
        .isEqualTo("application/vnd.kitops.modelkit.model.v1.tar+gzip");
  }

  @Test
  void theSamplesHaveKnownTypes() throws KitrailException {
    for (String compression : new String[] {"none", "gzip", "gzip-fastest"}) {
      Manifest manifest = Manifest.parse(Golden.file(compression + "/manifest.json"));
      assertThat(manifest.layers())
          .allSatisfy(layer -> assertThat(LayerType.parse(layer.mediaType())).isPresent());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/vnd.kitops.modelkit.prompt.v1.tar       | a newer version of kit has written it; update Kitrail, or pack it with kit 1.7
          application/vnd.kitops.modelkit.model.v1.raw        | it is not a tar archive; pack it with kit 1.7, or update Kitrail
          application/vnd.cncf.model.weight.v1.tar            | it is a layer of a CNCF ModelPack, which is not supported yet; pack it as a ModelKit (kit pack without --use-model-pack)
          application/vnd.oci.image.layer.v1.tar              | it is not a layer of a ModelKit
          """)
  void whatCannotBeReadIsNamedPlainly(String mediaType, String reason) {
    assertThat(LayerType.parse(mediaType)).isEmpty();
    assertThatThrownBy(() -> LayerType.require(mediaType))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessage("Kitrail cannot read a layer of type " + mediaType + ": " + reason + ".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.kitops.modelkit.model.v1.tar+gzip;x=1",
        "application/vnd.kitops.modelkit.config.v1+json",
        ""
      })
  void onlyTheWholeTypeIsKnown(String mediaType) {
    assertThat(LayerType.parse(mediaType)).isEmpty();
  }

  @Test
  void aCompressionIsChosenByItsName() throws KitrailException {
    for (Compression compression : EnumSet.range(Compression.NONE, Compression.GZIP_FASTEST)) {
      assertThat(Compression.parse(compression.optionName())).isEqualTo(compression);
    }
    assertThatThrownBy(() -> Compression.parse("zip"))
        .hasMessage("\"zip\" is not a compression: write none, gzip or gzip-fastest.");
  }
}

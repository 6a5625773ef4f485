package io.github.kitrail.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.key.SigningKey;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Held against what cosign 2.6.5 wrote about the same subject. */
class LegacyTagsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Digest SUBJECT =
      new Digest("cf4b60ee55e28fbd858345e975976a2a8e198241141bf7385ed4e9dd37265381");
  private static final String NAME = "localhost:8820/team/leg";
  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";

  private final LegacyTags tags = new LegacyTags(Fixture.ONCE);
  private MemoryPlace place;
  private SigningKey key;

  @BeforeEach
  void aPlaceAndAKey() throws Exception {
    place = new MemoryPlace();
    key = Fixture.newKey();
  }

  private ObjectNode manifest(String tag) throws Exception {
    return (ObjectNode) JSON.readTree(place.read(place.resolve(tag)));
  }

  private String sign(SigningKey by) throws Exception {
    return tags.sign(place, SUBJECT, NAME, new KeySigner(by));
  }

  private DsseEnvelope envelope() throws Exception {
    return Fixture.bundle(
            key,
            Statement.about(
                SUBJECT,
                NAME,
                new io.github.kitrail.evidence.predicate.Predicate(
                    PredicateType.SLSA_PROVENANCE, JSON.createObjectNode())))
        .envelope();
  }

  @Test
  void aSignatureIsWhatCosignWrites() throws Exception {
    assertThat(sign(key)).isEqualTo("sha256-" + SUBJECT.hex() + ".sig");

    ObjectNode ours = manifest("sha256-" + SUBJECT.hex() + ".sig");
    ObjectNode notes = (ObjectNode) ours.at("/layers/0/annotations");
    JsonNode theirs = JSON.readTree(Samples.bytes("samples/legacy-sig-manifest.json"));
    byte[] payload = Samples.bytes("samples/legacy-sig-payload.json");
    assertThat(key.verificationKey().verifies(payload, notes.path(SIGNATURE).binaryValue()))
        .isTrue();
    notes.set(SIGNATURE, theirs.at("/layers/0/annotations").path(SIGNATURE));
    assertThat(ours).isEqualTo(theirs);
    assertThat(place.read(Descriptor.of(theirs.at("/layers/0/mediaType").asText(), payload)))
        .isEqualTo(payload);
  }

  @Test
  void anAttestationIsWhatCosignWrites() throws Exception {
    DsseEnvelope envelope = envelope();
    String tag = tags.attest(place, SUBJECT, envelope);
    assertThat(tag).isEqualTo("sha256-" + SUBJECT.hex() + ".att");

    JsonNode layer = manifest(tag).at("/layers/0");
    JsonNode theirs =
        JSON.readTree(Samples.bytes("samples/legacy-att-manifest.json")).at("/layers/0");
    assertThat(layer.path("mediaType")).isEqualTo(theirs.path("mediaType"));
    assertThat(layer.path("annotations")).isEqualTo(theirs.path("annotations"));
    Descriptor document = Descriptor.of(layer.path("mediaType").asText(), envelope.toBytes());
    assertThat(layer.path("digest").asText()).isEqualTo(document.digest().toString());
    assertThat(DsseEnvelope.parse(place.read(document)).payload()).isEqualTo(envelope.payload());
  }

  @Test
  void whatOthersHaveWrittenStaysAsItIs() throws Exception {
    ObjectNode foreign =
        (ObjectNode) JSON.readTree(Samples.bytes("samples/legacy-sig-manifest.json"));
    foreign.putObject("annotations").put("by", "somebody");
    ((ObjectNode) foreign.at("/layers/0")).putArray("urls").add("https://example.com/x");
    String config =
        "{\"architecture\":\"\",\"author\":\"them\",\"history\":[{\"created\":\"2020-01-01T00:00:00Z\"}],"
            + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:"
            + "1".repeat(64)
            + "\"]}}";
    putForeign(foreign, config);

    String tag = sign(key);

    ObjectNode ours = manifest(tag);
    assertThat(ours.path("layers")).hasSize(2);
    assertThat(ours.at("/layers/0")).isEqualTo(foreign.at("/layers/0"));
    assertThat(ours.path("annotations")).isEqualTo(foreign.path("annotations"));
    JsonNode longer = config(ours);
    assertThat(longer.path("author").asText()).isEqualTo("them");
    assertThat(longer.at("/history/0/created").asText()).isEqualTo("2020-01-01T00:00:00Z");
    assertThat(longer.at("/rootfs/diff_ids/0").asText()).isEqualTo("sha256:" + "1".repeat(64));
    assertThat(longer.at("/rootfs/diff_ids/1")).isEqualTo(ours.at("/layers/1/digest"));
    assertThat(longer.path("history")).hasSize(2);
  }

  @Test
  void aConfigThatDoesNotFitItsLayersIsMadeAnew() throws Exception {
    ObjectNode foreign =
        (ObjectNode) JSON.readTree(Samples.bytes("samples/legacy-sig-manifest.json"));
    putForeign(foreign, "{}");

    JsonNode anew = config(manifest(sign(key)));

    assertThat(anew.at("/rootfs/diff_ids/0")).isEqualTo(foreign.at("/layers/0/digest"));
    assertThat(anew.at("/rootfs/diff_ids")).hasSize(2);
    assertThat(anew.path("history")).hasSize(2);
  }

  private void putForeign(ObjectNode manifest, String config) throws Exception {
    BytesBlob blob =
        BytesBlob.of(manifest.at("/config/mediaType").asText(), config.getBytes(UTF_8));
    place.write(blob);
    ((ObjectNode) manifest.path("config"))
        .put("digest", blob.descriptor().digest().toString())
        .put("size", blob.descriptor().size());
    put(JSON.writeValueAsBytes(manifest));
  }

  private void put(byte[] manifest) throws Exception {
    Descriptor descriptor = Descriptor.of(MediaTypes.IMAGE_MANIFEST, manifest);
    place.writeManifest(descriptor, manifest);
    place.tag(descriptor, "sha256-" + SUBJECT.hex() + ".sig");
  }

  private JsonNode config(JsonNode manifest) throws Exception {
    Descriptor descriptor =
        new Descriptor(
            manifest.at("/config/mediaType").asText(),
            Digest.parse(manifest.at("/config/digest").asText()),
            manifest.at("/config/size").asLong());
    return JSON.readTree(place.read(descriptor));
  }

  @Test
  void aSecondSignatureByTheSameKeyAddsNothing() throws Exception {
    String tag = sign(key);
    sign(key);
    assertThat(manifest(tag).path("layers")).hasSize(1);
    sign(Fixture.newKey());
    assertThat(manifest(tag).path("layers")).hasSize(2);
  }

  @Test
  void theSameAttestationIsThereOnce() throws Exception {
    DsseEnvelope envelope = envelope();
    String tag = tags.attest(place, SUBJECT, envelope);
    tags.attest(place, SUBJECT, envelope);
    assertThat(manifest(tag).path("layers")).hasSize(1);
    tags.attest(place, SUBJECT, envelope());
    assertThat(manifest(tag).path("layers")).as("signed anew").hasSize(2);
  }

  @Test
  void somethingElseUnderTheTagIsLeftAlone() throws Exception {
    byte[] other =
        ("{\"schemaVersion\":2,\"config\":{\"mediaType\":\""
                + MediaTypes.KITFILE_CONFIG
                + "\",\"digest\":\"sha256:"
                + "0".repeat(64)
                + "\",\"size\":2},\"layers\":[]}")
            .getBytes(UTF_8);
    put(other);
    String tag = "sha256-" + SUBJECT.hex() + ".sig";
    assertThatThrownBy(() -> sign(key))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessageContaining(tag + " in memory is not what cosign 2 keeps");
    assertThat(place.read(place.resolve(tag))).isEqualTo(other);
  }

  @Test
  void weReadWhatWeWrite() throws Exception {
    sign(key);
    tags.attest(place, SUBJECT, envelope());
    Verifier verifier = new Verifier(List.of(key.verificationKey()));
    for (String type : new String[] {PredicateType.SIGNATURE, PredicateType.SLSA_PROVENANCE}) {
      assertThat(
              verifier
                  .verify(
                      "memory",
                      SUBJECT,
                      new EvidenceReader(Fixture.ONCE).read(place, SUBJECT),
                      type)
                  .verified())
          .hasSize(1);
    }
  }
}

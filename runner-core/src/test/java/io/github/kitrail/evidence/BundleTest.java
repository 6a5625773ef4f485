package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.evidence.key.VerificationKey;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
  @ParameterizedTest
  @ValueSource(strings = {"v3-0", "v3-1", "v3-2", "v3-3", "v3-key-tlog-tsa-0", "v3-keyless-0"})
  void writesEveryFieldThatItRead(String sample) throws Exception {
    byte[] json = Samples.bytes("samples/" + sample + "-bundle.json");

    assertThat(StrictJson.parse(Bundle.parse(json).toBytes(), "bundle"))
        .isEqualTo(StrictJson.parse(json, "bundle"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3-0", "v3-1", "v3-2", "v3-3", "v3-key-tlog-tsa-0"})
  void verifiesWhatCosignSigned(String sample) throws Exception {
    Bundle bundle = Bundle.parse(Samples.bytes("samples/" + sample + "-bundle.json"));
    VerificationKey key =
        VerificationKey.load(Samples.path("samples/cosign.pub").toString(), Map.of());

    assertThat(bundle.keyHint()).contains(key.hint());
    assertThat(key.verifies(bundle.envelope().signedBytes(), bundle.envelope().signatures().get(0)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p256-signature",
        "p256-provenance",
        "p384-signature",
        "p521-signature",
        "ed-signature",
        "rsa2048-signature"
      })
  void verifiesEveryKindOfKeyThatCosignSignsWith(String sample) throws Exception {
    Bundle bundle = Bundle.parse(Samples.bytes("cosign/" + sample + ".bundle.json"));
    String publicKey = "cosign/" + sample.replaceFirst("-.*", ".pub");
    VerificationKey key = VerificationKey.load(Samples.path(publicKey).toString(), Map.of());

    assertThat(key.verifies(bundle.envelope().signedBytes(), bundle.envelope().signatures().get(0)))
        .isTrue();
  }

  @Test
  void readsOlderVersions() throws Exception {
    for (String version : new String[] {"0.1", "0.2", "0.3"}) {
      String type = "application/vnd.dev.sigstore.bundle+json;version=" + version;
      assertThat(changed(b -> b.put("mediaType", type))).isNotNull();
    }
  }

  @Test
  void refusesWhatIsNoBundleOfOurs() {
    assertRefused(b -> b.put("mediaType", "application/json"), "its type \"application/json\"");
    assertRefused(b -> b.remove("verificationMaterial"), "it has no verification material");
    assertRefused(
        b -> ((ObjectNode) b.get("verificationMaterial")).removeAll(),
        "it must name either a public key or a certificate");
    assertRefused(
        b -> ((ObjectNode) b.get("verificationMaterial")).putObject("certificate"),
        "it must name either a public key or a certificate");
    assertRefused(
        b -> b.remove("dsseEnvelope"),
        "it signs a bare message, where a statement in a DSSE envelope is needed");
    assertRefused(
        b -> ((ArrayNode) b.at("/dsseEnvelope/signatures")).addObject().put("sig", ""),
        "its envelope has 2 signatures, where exactly one may be");
  }

  @Test
  void namesABundleWithABareMessage() {
    assertThatThrownBy(() -> Bundle.parse(Samples.bytes("samples/keyless-java-msg.bundle.json")))
        .hasMessage(
            "The sigstore bundle cannot be read: it signs a bare message, where a statement in a"
                + " DSSE envelope is needed.");
  }

  private static void assertRefused(Consumer<ObjectNode> change, String reason) {
    assertThatThrownBy(() -> changed(change))
        .hasMessageStartingWith("The sigstore bundle cannot be read: " + reason);
  }

  private static Bundle changed(Consumer<ObjectNode> change) throws Exception {
    ObjectNode json = StrictJson.parse(Samples.bytes("samples/v3-0-bundle.json"), "bundle");
    change.accept(json);
    return Bundle.parse(StrictJson.bytes(json));
  }
}

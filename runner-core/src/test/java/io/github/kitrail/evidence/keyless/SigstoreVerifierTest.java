package io.github.kitrail.evidence.keyless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.CertifiedSigner;
import io.github.kitrail.evidence.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With bundles that cosign, sigstore-python and sigstore-java made, and what forgers make of them.
 */
class SigstoreVerifierTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COSIGN = "samples/keyless-cosign3-dsse.bundle.json";

  @ParameterizedTest
  @ValueSource(
      strings = {
        COSIGN,
        "samples/keyless-python-dsse.bundle.json",
        "samples/keyless-java-dsse-workaround.bundle.json",
        "samples/v3-keyless-0-bundle.json",
        "samples/v3-keyless-1-bundle.json"
      })
  void whatOthersSignedVerifies(String sample) throws Exception {
    CertifiedSigner signer = verifier().verify(Bundle.parse(Samples.bytes(sample)));
    assertThat(signer.issuer()).isEqualTo("http://localhost:8801");
    assertThat(signer.identity()).contains("@");
    assertThat(signer.signedAt()).isBetween(Instant.parse("2026-11-22T00:00:00Z"), Instant.now());
  }

  @Test
  void anotherPayloadIsRefused() throws Exception {
    refused(
        bundle -> {
          ObjectNode envelope = (ObjectNode) bundle.path("dsseEnvelope");
          byte[] payload = Base64.getDecoder().decode(envelope.path("payload").asText());
          String forged = new String(payload, StandardCharsets.UTF_8).replace("51bc", "51bd");
          envelope.put(
              "payload",
              Base64.getEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8)));
        },
        "signature is not good for this content and certificate");
  }

  @Test
  void anotherPayloadTypeIsRefused() throws Exception {
    refused(
        bundle -> ((ObjectNode) bundle.path("dsseEnvelope")).put("payloadType", "text/plain"),
        "signature is not good for this content and certificate");
  }

  @Test
  void withoutATimeNothingIsProven() throws Exception {
    refused(
        bundle -> material(bundle).remove("timestampVerificationData"),
        "nothing says when it was signed");
  }

  @Test
  void anEmptyPromiseOfTheLogIsNoTime() throws Exception {
    refused(
        bundle -> {
          material(bundle).remove("timestampVerificationData");
          ((ObjectNode) material(bundle).path("tlogEntries").path(0))
              .put("integratedTime", "1795388000")
              .putObject("inclusionPromise")
              .put("signedEntryTimestamp", "");
        },
        "nothing says when it was signed");
  }

  @Test
  void anInventedPromiseOfTheLogIsNoTime() throws Exception {
    refused(
        bundle -> {
          material(bundle).remove("timestampVerificationData");
          ((ObjectNode) material(bundle).path("tlogEntries").path(0))
              .put("integratedTime", "1795388000")
              .putObject("inclusionPromise")
              .put("signedEntryTimestamp", Base64.getEncoder().encodeToString(new byte[64]));
        },
        "it is not proven that its transparency log holds its entry: Entry SET was not valid");
  }

  @Test
  void anotherArtifactsLogEntryIsRefused() throws Exception {
    JsonNode other = sample("samples/v3-keyless-0-bundle.json");
    refused(
        bundle ->
            material(bundle).set("tlogEntries", material((ObjectNode) other).path("tlogEntries")),
        "its log entry belongs to another signature, content or certificate");
  }

  @Test
  void anotherSignaturesTimestampIsRefused() throws Exception {
    JsonNode other = sample("samples/v3-keyless-0-bundle.json");
    refused(
        bundle ->
            material(bundle)
                .set(
                    "timestampVerificationData",
                    material((ObjectNode) other).path("timestampVerificationData")),
        "its timestamp is another signature's");
  }

  @Test
  void moreThanOneLogEntryIsRefused() throws Exception {
    refused(
        bundle -> {
          ArrayNode entries = (ArrayNode) material(bundle).path("tlogEntries");
          entries.add(entries.get(0).deepCopy());
        },
        "exactly one entry");
    refused(bundle -> material(bundle).remove("tlogEntries"), "exactly one entry");
  }

  @Test
  void anotherCertificateIsRefused() throws Exception {
    JsonNode other = sample("samples/v3-keyless-0-bundle.json");
    refused(
        bundle ->
            material(bundle).set("certificate", material((ObjectNode) other).path("certificate")),
        "signature is not good for this content and certificate");
  }

  @Test
  void nonsenseIsRefusedAndDoesNotCrash() throws Exception {
    refused(
        bundle -> ((ObjectNode) material(bundle).path("certificate")).put("rawBytes", "AAAA"),
        "it cannot be read");
    refused(
        bundle ->
            ((ObjectNode) material(bundle).path("tlogEntries").path(0))
                .put("canonicalizedBody", "e30="),
        "its log entry cannot be read");
    refused(
        bundle ->
            ((ObjectNode) material(bundle).path("tlogEntries").path(0)).remove("inclusionProof"),
        "inclusion proof");
  }

  @Test
  void anUnknownAuthorityIsRefused(@TempDir Path folder) throws Exception {
    ObjectNode root = (ObjectNode) sample("samples/trusted_root.json");
    ObjectNode authority = (ObjectNode) root.path("certificateAuthorities").path(0);
    authority.set("certChain", root.path("timestampAuthorities").path(0).path("certChain"));
    Path file = folder.resolve("root.json");
    Files.write(file, JSON.writeValueAsBytes(root));
    SigstoreVerifier verifier = new SigstoreVerifier(TrustFiles.trustedRoot(file));
    assertThatThrownBy(() -> verifier.verify(Bundle.parse(Samples.bytes(COSIGN))))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_TRUSTED))
        .hasMessageContaining("issued by an authority that the trusted root does not name");
  }

  @Test
  void aRootThatIsNoneIsBadInput(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("root.json"), "{\"mediaType\": 1}");
    assertThatThrownBy(() -> TrustFiles.trustedRoot(file))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT));
    assertThatThrownBy(() -> TrustFiles.trustedRoot(folder.resolve("none.json")))
        .hasMessageContaining("there is no such file");
  }

  @Test
  void aClientTrustConfigHoldsBoth() throws Exception {
    Path both = Samples.path("samples/client_trust_config.json");
    assertThat(TrustFiles.trustedRoot(both).getCAs()).hasSize(1);
    assertThat(SigningServices.of(TrustFiles.signingConfig(both)).rekor())
        .hasToString("http://localhost:8803");
  }

  private static void refused(Consumer<ObjectNode> forgery, String reason) throws Exception {
    ObjectNode bundle = (ObjectNode) sample(COSIGN);
    forgery.accept(bundle);
    Bundle forged = Bundle.parse(JSON.writeValueAsBytes(bundle));
    assertThatThrownBy(() -> verifier().verify(forged))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_TRUSTED))
        .hasMessageContaining("proves nothing")
        .hasMessageContaining(reason);
  }

  private static SigstoreVerifier verifier() throws KitrailException {
    return new SigstoreVerifier(
        TrustFiles.trustedRoot(Samples.path("samples/trusted_root-two-CAs.json")));
  }

  private static JsonNode sample(String name) throws Exception {
    return JSON.readTree(Samples.bytes(name));
  }

  private static ObjectNode material(ObjectNode bundle) {
    return (ObjectNode) bundle.path("verificationMaterial");
  }
}

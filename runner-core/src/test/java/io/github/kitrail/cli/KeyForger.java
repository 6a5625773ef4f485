package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.evidence.DsseEnvelope;
import io.github.kitrail.evidence.key.KeyAlgorithm;
import io.github.kitrail.evidence.key.NewKey;
import io.github.kitrail.evidence.key.SigningKey;
import io.github.kitrail.modelkit.Digest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** Makes bundles by hand, of which each part can be another than the one that was signed. */
record KeyForger(SigningKey trusted, SigningKey other) {
  static final String IN_TOTO = DsseEnvelope.IN_TOTO;
  static final String SIGNATURE = "https://sigstore.dev/cosign/sign/v1";
  static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";
  private static final ObjectMapper JSON = new ObjectMapper();

  static KeyForger make() throws Exception {
    NewKey keys = new NewKey(new SecureRandom());
    return new KeyForger(keys.generate(KeyAlgorithm.P256), keys.generate(KeyAlgorithm.P256));
  }

  /** What an honest signature says. */
  static String signatureOf(Digest subject) {
    return statement(subject, SIGNATURE, "{}");
  }

  static String statement(Digest subject, String type, String predicate) {
    return "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"m\",\"digest\":{"
        + "\"sha256\":\""
        + subject.hex()
        + "\"}}],\"predicateType\":\""
        + type
        + "\",\"predicate\":"
        + predicate
        + "}";
  }

  /** An honest bundle by the trusted key. */
  ObjectNode bundle(String statement) throws Exception {
    return bundle(trusted, IN_TOTO, statement.getBytes(UTF_8));
  }

  /** An honest bundle, around whatever content. */
  ObjectNode bundle(SigningKey key, String type, byte[] payload) throws Exception {
    byte[] signed = new DsseEnvelope(type, payload, List.of()).signedBytes();
    ObjectNode bundle = JSON.createObjectNode();
    bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
    bundle
        .putObject("verificationMaterial")
        .putObject("publicKey")
        .put("hint", key.verificationKey().hint());
    ObjectNode envelope = bundle.putObject("dsseEnvelope");
    envelope.put("payload", payload).put("payloadType", type);
    envelope.putArray("signatures").addObject().put("sig", key.sign(signed));
    return bundle;
  }

  static ObjectNode envelope(ObjectNode bundle) {
    return (ObjectNode) bundle.path("dsseEnvelope");
  }

  static ObjectNode withPayload(ObjectNode bundle, String payload) {
    envelope(bundle).put("payload", Base64.getEncoder().encodeToString(payload.getBytes(UTF_8)));
    return bundle;
  }

  static byte[] bytes(ObjectNode bundle) throws Exception {
    return JSON.writeValueAsBytes(bundle);
  }
}

package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.DsseEnvelope;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * Signs keylessly without any service: authority, logs and clock are all of the test, so that each
 * can say what the real ones never would.
 */
final class HandmadeSigner implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String ADDRESS = "release@example.com";
  static final String ISSUER = "https://issuer.example.com";

  /** Half an hour ago, so that there is time on both sides. */
  final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 1800);

  final KeyPair keys = TestCa.newKeys();
  final TestCa authority =
      TestCa.root("handmade").intermediate("handmade below", KeyPurposeId.id_kp_codeSigning);
  final CtLog ctLog = new CtLog(Clock.systemUTC());
  final HandmadeLog log = new HandmadeLog();
  final HandmadeClock clock = new HandmadeClock();
  final ForgedCertificates certificates = new ForgedCertificates(authority, ctLog);

  /** A statement with a letter that takes two bytes. */
  final byte[] payload =
      Forger.statement("0".repeat(64), "https://example.com/v1", "{\"by\":\"J\u00fcrgen\"}");

  final byte[] message = new DsseEnvelope(Forger.IN_TOTO, payload, List.of()).signedBytes();
  final byte[] signature = EcdsaSha256.sign(keys.getPrivate(), message);

  final X509Certificate honest = certificate();

  TrustedRootFile trust() {
    return new TrustedRootFile(
        "http://" + Rekor.ORIGIN + ":1",
        List.of(log.key()),
        List.of(authority.chain()),
        List.of(ctLog.publicKey()),
        List.of(clock.chain()));
  }

  /** A person's, good for ten minutes. */
  X509Certificate certificate() {
    return certificates.issue(template(new GeneralName(GeneralName.rfc822Name, ADDRESS)), from());
  }

  Instant from() {
    return now.minusSeconds(60);
  }

  Instant until() {
    return from().plus(Duration.ofMinutes(10));
  }

  /** What an honest certificate says, with these names. */
  CertificateTemplate template(GeneralName... names) {
    return authority
        .leaf(new X500Name(""), keys.getPublic(), KeyPurposeId.id_kp_codeSigning, from(), until())
        .extension(Extension.subjectAlternativeName, true, new GeneralNames(names))
        .extension(ForgedCertificates.ISSUER, ISSUER.getBytes(StandardCharsets.UTF_8));
  }

  /** An honest bundle: {@code hashedrekord} of Rekor 2, and a timestamp. */
  ObjectNode bundle(X509Certificate certificate) {
    byte[] body = HandmadeLog.hashedRekord2(message, signature, certificate);
    return bundle(certificate, log.entry("hashedrekord", "0.0.2", body), timestamp());
  }

  ObjectNode bundle() {
    return bundle(honest);
  }

  byte[] timestamp() {
    return clock.timestamp(signature, now);
  }

  ObjectNode bundle(X509Certificate certificate, ObjectNode entry, byte[]... timestamps) {
    ObjectNode root = JSON.createObjectNode();
    root.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
    ObjectNode material = root.putObject("verificationMaterial");
    material.putObject("certificate").put("rawBytes", RekorClient.der(certificate));
    material.putArray("tlogEntries").add(entry);
    ArrayNode times = material.putObject("timestampVerificationData").putArray("rfc3161Timestamps");
    for (byte[] timestamp : timestamps) {
      times.addObject().put("signedTimestamp", timestamp);
    }
    ObjectNode envelope = root.putObject("dsseEnvelope");
    envelope.put("payload", payload).put("payloadType", Forger.IN_TOTO);
    envelope.putArray("signatures").addObject().put("sig", signature);
    return root;
  }

  static Bundle read(ObjectNode bundle) throws Exception {
    return Bundle.parse(JSON.writeValueAsBytes(bundle));
  }

  @Override
  public void close() {
    ctLog.close();
  }
}

package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigstore.KeylessVerificationException;
import dev.sigstore.KeylessVerifier;
import dev.sigstore.VerificationOptions;
import dev.sigstore.bundle.BundleParseException;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.CertificateVerifier;
import io.github.kitrail.evidence.CertifiedSigner;
import io.github.kitrail.evidence.DsseEnvelope;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.evidence.predicate.ResourceDescriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;

/**
 * Verifies keyless bundles with sigstore-java: the certificate's chain and its proof of the
 * certificate log, the signature, the timestamps, the log entry with its proof of inclusion and the
 * log's signed checkpoint. Beyond that, and stricter: exactly one log entry; something signed must
 * say when it was signed, within the certificate's life; the certificate must be one for signing,
 * with one name.
 *
 * <p>Log entries of kind {@code hashedrekord} (what cosign 3, sigstore-python and we write) are
 * over the envelope's signed bytes, so the envelope is presented as a message with that digest;
 * those of kind {@code dsse} (GitHub's attestations) are checked as envelopes.
 */
final class SigstoreVerifier implements CertificateVerifier {
  private final KeylessVerifier verifier;

  SigstoreVerifier(SigstoreTrustedRoot root) throws KitrailException {
    try {
      verifier = KeylessVerifier.builder().trustedRootProvider(() -> root).build();
    } catch (GeneralSecurityException | SigstoreConfigurationException | RuntimeException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "The trusted root cannot be used: " + reason(e) + ".", e);
    }
  }

  @Override
  public CertifiedSigner verify(Bundle bundle) throws KitrailException {
    ObjectNode material = bundle.material().json();
    DsseEnvelope envelope = bundle.envelope();
    JsonNode kind = material.path("tlogEntries").path(0).path("kindVersion").path("kind");
    return kind.asText().equals("dsse")
        ? verify(material, bundle.toBytes(), () -> firstSubject(envelope))
        : verify(envelope.signedBytes(), envelope.signatures().get(0), material);
  }

  /** Verifies a signature over these bytes. */
  CertifiedSigner verify(byte[] message, byte[] signature, ObjectNode material)
      throws KitrailException {
    byte[] digest = Digest.sha256().digest(message);
    return verify(material, asMessage(digest, signature, material), () -> digest);
  }

  /** What the library is to find signed; reading it may fail. */
  private interface Artifact {
    byte[] digest() throws KitrailException;
  }

  private CertifiedSigner verify(ObjectNode material, byte[] json, Artifact artifact)
      throws KitrailException {
    JsonNode entries = material.path("tlogEntries");
    if (entries.size() != 1) {
      throw CertificateFacts.untrusted(
          "it needs exactly one entry of a transparency log, and has " + entries.size());
    }
    JsonNode times = material.path("timestampVerificationData").path("rfc3161Timestamps");
    JsonNode promise = entries.get(0).path("inclusionPromise").path("signedEntryTimestamp");
    if (times.isEmpty() && promise.asText("").isEmpty()) {
      throw CertificateFacts.untrusted(
          "nothing says when it was signed, and its certificate was only good for minutes; it needs a"
              + " timestamp, or a time that the log has signed");
    }
    X509Certificate certificate = checked(json, artifact.digest());
    CertificateFacts facts = new CertificateFacts(certificate);
    facts.requireForSigning();
    Instant signedAt =
        times.isEmpty()
            ? Instant.ofEpochSecond(entries.get(0).path("integratedTime").asLong())
            : time(times.get(0));
    requireAlive(certificate, signedAt);
    return new CertifiedSigner(facts.issuer(), facts.identity(), facts.claims(), signedAt);
  }

  private X509Certificate checked(byte[] json, byte[] artifact) throws KitrailException {
    try {
      dev.sigstore.bundle.Bundle bundle =
          dev.sigstore.bundle.Bundle.from(
              new StringReader(new String(json, StandardCharsets.UTF_8)));
      verifier.verify(artifact, bundle, VerificationOptions.empty());
      return (X509Certificate) bundle.getCertPath().getCertificates().get(0);
    } catch (KeylessVerificationException | BundleParseException | RuntimeException e) {
      // The library meets forged input with exceptions of many kinds.
      throw CertificateFacts.untrusted(reason(e));
    }
  }

  private static byte[] asMessage(byte[] digest, byte[] signature, ObjectNode material) {
    Base64.Encoder base64 = Base64.getEncoder();
    ObjectNode json = StrictJson.object();
    json.put("mediaType", MediaTypes.SIGSTORE_BUNDLE);
    json.set("verificationMaterial", material);
    ObjectNode signed = json.putObject("messageSignature");
    signed
        .putObject("messageDigest")
        .put("algorithm", "SHA2_256")
        .put("digest", base64.encodeToString(digest));
    signed.put("signature", base64.encodeToString(signature));
    return StrictJson.bytes(json);
  }

  /** The library wants one that it finds; which one it must be is the caller's question. */
  private static byte[] firstSubject(DsseEnvelope envelope) throws KitrailException {
    for (ResourceDescriptor subject : Statement.parse(envelope.payload()).subjects()) {
      String sha256 = subject.digest().get("sha256");
      if (sha256 != null) {
        return hex(sha256);
      }
    }
    throw CertificateFacts.untrusted("its statement names no subject by SHA-256");
  }

  private static byte[] hex(String text) throws KitrailException {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw CertificateFacts.untrusted("its subject's digest is no hexadecimal number");
    }
  }

  private static Instant time(JsonNode timestamp) throws KitrailException {
    try {
      byte[] response = Base64.getDecoder().decode(timestamp.path("signedTimestamp").asText());
      return new TimeStampResponse(response)
          .getTimeStampToken()
          .getTimeStampInfo()
          .getGenTime()
          .toInstant();
    } catch (TSPException | IOException | RuntimeException e) {
      throw CertificateFacts.untrusted("its timestamp cannot be read");
    }
  }

  private static void requireAlive(X509Certificate certificate, Instant signedAt)
      throws KitrailException {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (signedAt.isBefore(from) || signedAt.isAfter(until)) {
      throw CertificateFacts.untrusted(
          "it was signed at "
              + signedAt
              + ", outside its certificate's life ("
              + from
              + " to "
              + until
              + ")");
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return Printable.of(message.lines().findFirst().orElse("").replaceFirst("\\.$", ""));
  }
}

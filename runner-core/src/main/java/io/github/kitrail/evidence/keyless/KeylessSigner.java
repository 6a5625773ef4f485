package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.CertifiedSigner;
import io.github.kitrail.evidence.SignedMessage;
import io.github.kitrail.evidence.Signer;
import io.github.kitrail.evidence.VerificationMaterial;
import io.github.kitrail.evidence.json.StrictJson;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a fresh key and a certificate for whoever an identity token names, gets a timestamp
 * for it, enters it into the log, and verifies what came of it. Each signature has a token, a key
 * and a certificate of its own: they live for minutes, and a run may take longer.
 */
public final class KeylessSigner implements Signer {
  /** Where the token comes from, each time. */
  interface TokenSource {
    IdentityToken get() throws KitrailException;
  }

  private final TokenSource tokens;
  private final FulcioClient fulcio;
  private final TimestampClient timestamps;
  private final RekorClient rekor;

  private final SigstoreVerifier verifier;
  private @Nullable CertifiedSigner signedAs;

  KeylessSigner(
      TokenSource tokens,
      FulcioClient fulcio,
      TimestampClient timestamps,
      RekorClient rekor,
      SigstoreVerifier verifier) {
    this.tokens = tokens;
    this.fulcio = fulcio;
    this.timestamps = timestamps;
    this.rekor = rekor;
    this.verifier = verifier;
  }

  /** Whom the last certificate named; empty before the first signature. */
  public Optional<CertifiedSigner> signedAs() {
    return Optional.ofNullable(signedAs);
  }

  @Override
  public String name() {
    return signedAs == null ? "a keyless signer" : "the " + signedAs;
  }

  @Override
  public CompletableFuture<SignedMessage> sign(byte[] message) {
    try {
      IdentityToken token = tokens.get();
      KeyPair key = EphemeralKey.generate();
      X509Certificate certificate = fulcio.certificate(token, key);
      byte[] signature = EphemeralKey.sign(key.getPrivate(), message);
      byte[] time = timestamps.timestamp(signature);
      ObjectNode entry = rekor.log(message, signature, certificate);
      VerificationMaterial material = material(certificate, time, entry);
      signedAs = verifier.verify(message, signature, material.json());
      return CompletableFuture.completedFuture(new SignedMessage(signature, material));
    } catch (KitrailException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static VerificationMaterial material(
      X509Certificate certificate, byte[] time, ObjectNode entry) {
    Base64.Encoder base64 = Base64.getEncoder();
    ObjectNode json = StrictJson.object();
    json.putObject("certificate")
        .put("rawBytes", base64.encodeToString(RekorClient.der(certificate)));
    json.putArray("tlogEntries").add(entry);
    json.putObject("timestampVerificationData")
        .putArray("rfc3161Timestamps")
        .addObject()
        .put("signedTimestamp", base64.encodeToString(time));
    return new VerificationMaterial(json);
  }
}

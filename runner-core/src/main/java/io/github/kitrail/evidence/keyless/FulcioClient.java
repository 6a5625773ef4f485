package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.http.Origin;
import io.github.kitrail.evidence.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * The certificate authority: turns an identity token into a certificate of ten minutes.
 *
 * @see <a href="https://github.com/sigstore/fulcio/blob/v1.8.8/fulcio.proto">its API</a>
 */
final class FulcioClient {
  private final URI address;
  private final ServiceClient services;

  FulcioClient(URI address, ServiceClient services) {
    this.address = address;
    this.services = services;
  }

  /** A certificate for this key, and for whoever the token names. */
  X509Certificate certificate(IdentityToken token, KeyPair key) throws KitrailException {
    ObjectNode request = StrictJson.object();
    request.putObject("credentials").put("oidcIdentityToken", token.value());
    ObjectNode publicKey = request.putObject("publicKeyRequest");
    publicKey
        .putObject("publicKey")
        .put("algorithm", "ECDSA")
        .put("content", EphemeralKey.pem(key.getPublic()));
    byte[] proof =
        EphemeralKey.sign(key.getPrivate(), token.subject().getBytes(StandardCharsets.UTF_8));
    publicKey.put("proofOfPossession", Base64.getEncoder().encodeToString(proof));
    String what = "get a signing certificate for " + token.issuer() + "'s token";
    ObjectNode answer =
        services.postJson(
            what,
            " Fulcio must know the token's issuer, " + token.issuer() + ".",
            ServiceClient.at(address, "api/v2/signingCert"),
            request);
    JsonNode certificate =
        answer.path("signedCertificateEmbeddedSct").path("chain").path("certificates").path(0);
    return parse(certificate.asText(""));
  }

  private X509Certificate parse(String pem) throws KitrailException {
    try {
      byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
    } catch (GeneralSecurityException e) {
      throw StrictJson.invalid(
          "The answer of " + Origin.of(address),
          "it has no certificate with an embedded proof of the certificate log");
    }
  }
}

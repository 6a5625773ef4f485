package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.modelkit.Digest;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * The transparency log, version 2: whoever may sign in somebody's name leaves a trace there.
 *
 * @see <a href="https://github.com/sigstore/rekor-tiles/blob/v2.3.0/api/proto/rekor/v2">its API</a>
 */
final class RekorClient {
  private final URI address;
  private final ServiceClient services;

  RekorClient(URI address, ServiceClient services) {
    this.address = address;
    this.services = services;
  }

  /**
   * Logs a signature.
   *
   * @return the entry with its proof, as bundles hold it
   */
  ObjectNode log(byte[] message, byte[] signature, X509Certificate certificate)
      throws KitrailException {
    Base64.Encoder base64 = Base64.getEncoder();
    ObjectNode request = StrictJson.object();
    ObjectNode entry = request.putObject("hashedRekordRequestV002");
    entry.put("digest", base64.encodeToString(Digest.sha256().digest(message)));
    ObjectNode signed = entry.putObject("signature");
    signed.put("content", base64.encodeToString(signature));
    ObjectNode verifier = signed.putObject("verifier");
    verifier.putObject("x509Certificate").put("rawBytes", base64.encodeToString(der(certificate)));
    verifier.put("keyDetails", "PKIX_ECDSA_P256_SHA_256");
    return services.postJson(
        "enter the signature into the transparency log",
        "",
        ServiceClient.at(address, "api/v2/log/entries"),
        request);
  }

  static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("what was read can be written", e);
    }
  }
}

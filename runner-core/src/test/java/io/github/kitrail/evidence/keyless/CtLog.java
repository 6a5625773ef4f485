package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/**
 * As much of a certificate transparency log as Fulcio asks for: it promises, with an SCT, to add a
 * precertificate, and forgets it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-4.2">RFC 6962, add-pre-chain</a>
 */
public final class CtLog implements AutoCloseable {
  private static final ASN1ObjectIdentifier POISON =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.3");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeyPair keys = TestCa.newKeys();
  private final SmallHttpServer server = new SmallHttpServer();
  private final Clock clock;

  CtLog(Clock clock) {
    this.clock = clock;
    server.at("/ct/v1/add-pre-chain", this::addPreChain);
  }

  String url() {
    return server.url();
  }

  PublicKey publicKey() {
    return keys.getPublic();
  }

  /** A promise, at this time, for a certificate without its SCTs. */
  SignedCertificateTimestamp promise(TBSCertificate certificate, byte[] issuerKey, long millis) {
    return SignedCertificateTimestamp.make(keys, certificate, issuerKey, millis);
  }

  private String addPreChain(HttpExchange exchange) throws IOException {
    JsonNode chain = JSON.readTree(exchange.getRequestBody()).path("chain");
    if (chain.size() < 2) {
      throw new IllegalArgumentException("a precertificate and its issuer are needed");
    }
    TBSCertificate precertificate = certificate(chain.get(0)).getTBSCertificate();
    byte[] issuerKey = certificate(chain.get(1)).getSubjectPublicKeyInfo().getEncoded();
    return promise(withoutPoison(precertificate), issuerKey, clock.millis()).toJson();
  }

  private static Certificate certificate(JsonNode base64) {
    return Certificate.getInstance(Base64.getDecoder().decode(base64.asText()));
  }

  /** RFC 6962, 3.2: what the log signs is the certificate without the poison. */
  private static TBSCertificate withoutPoison(TBSCertificate precertificate) {
    Extensions extensions = precertificate.getExtensions();
    if (extensions == null || extensions.getExtension(POISON) == null) {
      throw new IllegalArgumentException("this is no precertificate");
    }
    ExtensionsGenerator kept = new ExtensionsGenerator();
    for (ASN1ObjectIdentifier name : extensions.getExtensionOIDs()) {
      if (!name.equals(POISON)) {
        kept.addExtension(extensions.getExtension(name));
      }
    }
    V3TBSCertificateGenerator same = new V3TBSCertificateGenerator();
    same.setSerialNumber(precertificate.getSerialNumber());
    same.setSignature(precertificate.getSignature());
    same.setIssuer(precertificate.getIssuer());
    same.setStartDate(precertificate.getStartDate());
    same.setEndDate(precertificate.getEndDate());
    same.setSubject(precertificate.getSubject());
    same.setSubjectPublicKeyInfo(precertificate.getSubjectPublicKeyInfo());
    same.setExtensions(kept.generate());
    return same.generateTBSCertificate();
  }

  @Override
  public void close() {
    server.close();
  }
}

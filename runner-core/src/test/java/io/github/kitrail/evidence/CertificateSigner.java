package io.github.kitrail.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.evidence.key.SigningKey;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Signs as keyless signers do: with a certificate by the test's own authority, without a log. */
public final class CertificateSigner implements Signer {
  private final String certificate;
  private final SigningKey key;

  /**
   * @param certificate {@code leaf}, {@code other} or {@code selfhosted}
   */
  public CertificateSigner(String certificate) throws KitrailException {
    this.certificate = certificate;
    this.key = SigningKey.load(Samples.path("certificates/leaf.key").toString(), Map.of(), null);
  }

  @Override
  public String name() {
    return certificate;
  }

  @Override
  public CompletableFuture<SignedMessage> sign(byte[] message) {
    String pem = Samples.text("certificates/" + certificate + ".pem");
    ObjectNode json = StrictJson.object();
    json.putObject("certificate")
        .put("rawBytes", pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
    try {
      return CompletableFuture.completedFuture(
          new SignedMessage(key.sign(message), new VerificationMaterial(json)));
    } catch (KitrailException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}

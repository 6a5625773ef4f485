package io.github.kitrail.evidence.keyless;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Sigstore's timestamp authority (RFC 3161) with certificates of the test. */
public final class TimestampAuthority implements AutoCloseable {
  private static final String PATH = "/api/v1/timestamp";

  private final LoopbackServer server;
  private final List<X509Certificate> chain;
  private final int port;

  private TimestampAuthority(LoopbackServer server, List<X509Certificate> chain, int port) {
    this.server = server;
    this.chain = chain;
    this.port = port;
  }

  static TimestampAuthority start(Path directory) {
    KeyPair keys = TestCa.newKeys();
    List<X509Certificate> chain = chain(keys);
    int port = FreePorts.find(1).get(0);
    List<String> arguments =
        List.of(
            "serve",
            "--host=127.0.0.1",
            "--port=" + port,
            "--disable-ntp-monitoring",
            "--timestamp-signer=file",
            "--file-signer-key-path="
                + PemFile.write(directory.resolve("tsa.key"), keys.getPrivate()),
            "--certificate-chain-path=" + PemFile.write(directory.resolve("tsa.pem"), chain));
    LoopbackServer server = LoopbackServer.start(directory, "timestamp-server", arguments);
    return new TimestampAuthority(server, chain, port);
  }

  /** A leaf for these keys, an intermediate and a root, which nobody knows yet. */
  public static List<X509Certificate> chain(KeyPair keys) {
    KeyPurposeId purpose = KeyPurposeId.id_kp_timeStamping;
    TestCa authority = TestCa.root("timestamps").intermediate("timestamps of tests", purpose);
    return authority.above(authority.issue(authority.leaf("clock", keys.getPublic(), purpose)));
  }

  void await() {
    server.await(url() + "/certchain");
  }

  /** Where requests are posted to. */
  String url() {
    return "http://127.0.0.1:" + port + PATH;
  }

  /**
   * Asks for the time of a signature.
   *
   * @return TimeStampResp (RFC 3161, 2.4.2)
   */
  byte[] timestamp(byte[] signature) {
    AlgorithmIdentifier sha256 =
        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    ASN1Encodable[] imprint = {sha256, new DEROctetString(EcdsaSha256.digest(signature))};
    ASN1Encodable[] request = {
      new ASN1Integer(1), new DERSequence(imprint), ASN1Boolean.TRUE /* certReq */
    };
    try {
      return new HttpPost(url(), "application/timestamp-query")
          .send(new DERSequence(request).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The signing certificate first, the root last. */
  public List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public void close() {
    server.close();
  }
}

package io.github.kitrail.evidence.keyless;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
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

  /** The signing certificate first, the root last. */
  public List<X509Certificate> chain() {
    return chain;
  }

  String log() {
    return server.log();
  }

  @Override
  public void close() {
    server.close();
  }
}

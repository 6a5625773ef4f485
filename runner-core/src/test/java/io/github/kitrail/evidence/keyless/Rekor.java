package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Rekor v2, which keeps its log in files and signs its checkpoints with Ed25519. */
final class Rekor implements AutoCloseable {
  /** Clients expect the host of the log's URL here, without its port. */
  static final String ORIGIN = "127.0.0.1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LoopbackServer server;
  private final PublicKey key;
  private final int port;

  private Rekor(LoopbackServer server, PublicKey key, int port) {
    this.server = server;
    this.key = key;
    this.port = port;
  }

  static Rekor start(Path directory) {
    try {
      KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      List<Integer> ports = FreePorts.find(2);
      List<String> arguments =
          List.of(
              "serve",
              "--hostname=" + ORIGIN,
              "--storage-dir=" + Files.createDirectories(directory.resolve("log")),
              "--signer-filepath="
                  + PemFile.write(directory.resolve("rekor.key"), keys.getPrivate()),
              "--http-address=127.0.0.1",
              "--http-port=" + ports.get(0),
              "--http-metrics-port=0",
              "--grpc-address=127.0.0.1",
              "--grpc-port=" + ports.get(1),
              "--batch-max-age=10ms",
              "--checkpoint-interval=100ms");
      LoopbackServer server = LoopbackServer.start(directory, "rekor", arguments);
      return new Rekor(server, keys.getPublic(), ports.get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void await() {
    server.await(url() + "/healthz");
    addFirstEntry();
  }

  /** sigstore-java 2.0.0 can't write the very first entry of a log into a bundle. */
  private void addFirstEntry() {
    KeyPair keys = TestCa.newKeys();
    byte[] content = "the first entry".getBytes(StandardCharsets.UTF_8);
    byte[] signature = EcdsaSha256.sign(keys.getPrivate(), content);
    add(EcdsaSha256.digest(content), signature, "publicKey", keys.getPublic().getEncoded());
  }

  /**
   * Adds an entry (hashedrekord 0.0.2).
   *
   * @param digest SHA-256 of what is signed
   * @return the entry as a bundle holds it
   */
  JsonNode add(byte[] digest, byte[] signature, X509Certificate certificate) {
    try {
      return add(digest, signature, "x509Certificate", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode add(byte[] digest, byte[] signature, String kind, byte[] verifier) {
    ObjectNode request = JSON.createObjectNode();
    ObjectNode entry = request.putObject("hashedRekordRequestV002").put("digest", digest);
    ObjectNode by = entry.putObject("signature").put("content", signature).putObject("verifier");
    by.put("keyDetails", "PKIX_ECDSA_P256_SHA_256").putObject(kind).put("rawBytes", verifier);
    try {
      HttpPost post = new HttpPost(url() + "/api/v2/log/entries", "application/json");
      return JSON.readTree(post.send(JSON.writeValueAsBytes(request)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  PublicKey key() {
    return key;
  }

  @Override
  public void close() {
    server.close();
  }
}

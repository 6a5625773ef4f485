package io.github.kitrail.evidence.keyless;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/** Rekor v2, which keeps its log in files and signs its checkpoints with Ed25519. */
final class Rekor implements AutoCloseable {
  /** Clients expect the host of the log's URL here, without its port. */
  static final String ORIGIN = "127.0.0.1";

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
    addEntry("the first entry");
  }

  /**
   * Adds a signature of this text by a key that nobody knows. sigstore-java 2.0.0 can't write the
   * very first entry of a log into a bundle.
   */
  private void addEntry(String text) {
    try {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      KeyPair keys = TestCa.newKeys();
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(content);
      Base64.Encoder base64 = Base64.getEncoder();
      String request =
          """
          {"hashedRekordRequestV002": {"digest": "%s", "signature": {"content": "%s", "verifier":
           {"keyDetails": "PKIX_ECDSA_P256_SHA_256", "publicKey": {"rawBytes": "%s"}}}}}
          """
              .formatted(
                  base64.encodeToString(MessageDigest.getInstance("SHA-256").digest(content)),
                  base64.encodeToString(signature.sign()),
                  base64.encodeToString(keys.getPublic().getEncoded()));
      post(url() + "/api/v2/log/entries", request);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void post(String url, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new ServerDidNotStart("rekor", response.body() + "\n" + server.log());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  PublicKey key() {
    return key;
  }

  String log() {
    return server.log();
  }

  @Override
  public void close() {
    server.close();
  }
}

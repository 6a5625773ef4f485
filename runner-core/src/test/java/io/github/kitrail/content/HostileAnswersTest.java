package io.github.kitrail.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.content.registry.Registries;
import io.github.kitrail.content.registry.RegistryOptions;
import io.github.kitrail.content.registry.auth.Credentials;
import io.github.kitrail.content.store.Store;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged answers of a server, headers and bodies: refused in words, and nothing wrong is kept. */
class HostileAnswersTest {
  @TempDir Path temp;

  private static Copier copier() {
    return new Copier(TestContent.retry(), TransferListener.NONE, 2);
  }

  @Test
  void answersOfServers() throws Exception {
    byte[] config = "{\"manifestVersion\":\"1.0.0\"}".getBytes(UTF_8);
    Descriptor configured = Descriptor.of(MediaTypes.KITFILE_CONFIG, config);
    byte[] manifest = new Manifest(null, null, configured, List.of(), null, Map.of()).toBytes();
    Descriptor described = Descriptor.of(MediaTypes.IMAGE_MANIFEST, manifest);
    AtomicReference<String> realm = new AtomicReference<>();
    AtomicReference<Random> randomness = new AtomicReference<>(new Random(0));
    RegistryOptions options =
        RegistryOptions.builder()
            .plainHttp(true)
            .idleTimeout(Duration.ofSeconds(2))
            .connectTimeout(Duration.ofSeconds(2))
            .retry(TestContent.retry())
            .build();
    Store store = Store.at(temp.resolve("store"));
    try (HostileServer server =
        new HostileServer(
            line -> {
              Random random = randomness.get();
              String challenge = random.nextInt(8) == 0 ? realm.get() : null;
              byte[] honest = honest(line, described, manifest, config, challenge);
              byte[] damaged = random.nextBoolean() ? new Mutation(random).of(honest) : honest;
              // A damaged realm would be another server's name, to be asked for in the network.
              boolean kept =
                  challenge == null
                      || new String(damaged, ISO_8859_1).contains("\"" + challenge + "\"");
              return kept ? damaged : honest;
            })) {
      realm.set("http://" + server.host() + "/token");
      new HostileCases("answers of servers", true)
          .run(
              2000,
              random -> {
                randomness.set(random);
                try (Registries registries = new Registries(options, Credentials.NONE)) {
                  Place remote = registries.repository(server.host(), "acme/faq");
                  switch (random.nextInt(4)) {
                    case 0 -> remote.tags();
                    case 1 -> remote.referrers(described.digest());
                    default -> {
                      Descriptor found = remote.resolve("v1");
                      copier()
                          .copy(remote, found, store.repository("acme/" + random.nextInt(1 << 30)));
                    }
                  }
                }
              });
    }
    assertThat(store.directory()).exists();
    Files.walk(store.directory())
        .filter(file -> file.getParent().getFileName().toString().equals("sha256"))
        .forEach(
            blob ->
                assertThat(Digest.of(read(blob)).hex()).hasToString(blob.getFileName().toString()));
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] honest(
      String line, Descriptor described, byte[] manifest, byte[] config, @Nullable String realm) {
    if (line.contains("/token")) {
      return answer(
          "200 OK",
          "Content-Type: application/json",
          "{\"token\":\"t\",\"expires_in\":60}".getBytes(UTF_8));
    }
    if (realm != null) {
      String header =
          "WWW-Authenticate: Bearer realm=\""
              + realm
              + "\",service=\"s\",scope=\"repository:acme/faq:pull\"";
      return answer(
          "401 Unauthorized",
          header,
          "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"m\"}]}".getBytes(UTF_8));
    }
    if (line.contains("/tags/list")) {
      String link = "Link: </v2/acme/faq/tags/list?last=b>; rel=\"next\"";
      return answer(
          "200 OK",
          line.contains("last=") ? "X: y" : link,
          "{\"name\":\"acme/faq\",\"tags\":[\"a\",\"b\"]}".getBytes(UTF_8));
    }
    if (line.contains("/referrers/")) {
      return answer(
          "200 OK",
          "Content-Type: application/vnd.oci.image.index.v1+json\r\nOCI-Filters-Applied: artifactType",
          HostileCases.index(
              new Manifest(null, null, described, List.of(described), null, Map.of())));
    }
    if (line.contains("/manifests/")) {
      byte[] body = line.startsWith("HEAD") ? new byte[0] : manifest;
      return answer(
          "200 OK",
          "Content-Type: "
              + described.mediaType()
              + "\r\nDocker-Content-Digest: "
              + described.digest()
              + "\r\nContent-Length: "
              + manifest.length,
          body);
    }
    return answer(
        "200 OK",
        "Content-Type: application/octet-stream\r\nContent-Length: " + config.length,
        config);
  }

  private static byte[] answer(String status, String headers, byte[] body) {
    String length = headers.contains("Content-Length") ? "" : "\r\nContent-Length: " + body.length;
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(
        ("HTTP/1.1 " + status + "\r\n" + headers + length + "\r\nConnection: close\r\n\r\n")
            .getBytes(UTF_8));
    answer.writeBytes(body);
    return answer.toByteArray();
  }
}

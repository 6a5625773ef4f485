package io.github.kitrail.content.registry;

import static io.github.kitrail.content.registry.TestRegistries.TYPE;
import static io.github.kitrail.content.registry.TestRegistries.blob;
import static io.github.kitrail.content.registry.TestRegistries.bytes;
import static io.github.kitrail.content.registry.TestRegistries.manifest;
import static io.github.kitrail.content.registry.TestRegistries.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.RegistryPeers;
import io.github.kitrail.RunningRegistry;
import io.github.kitrail.ThrottledProxy;
import io.github.kitrail.content.registry.auth.Credential;
import io.github.kitrail.content.registry.auth.CredentialStore;
import io.github.kitrail.content.registry.auth.Credentials;
import io.github.kitrail.content.registry.auth.DockerCredentials;
import io.github.kitrail.content.registry.http.TlsOptions;
import io.github.kitrail.fixture.Certificates;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same things with registries that people run. */
@Tag("peer")
class RegistryPeerTest {
  private static final byte[] LARGE = bytes(8_000_000);
  private static final byte[] SMALL = bytes(3000);

  @TempDir Path directory;

  enum Peer {
    DOCKER_REGISTRY,
    CRANE;

    RunningRegistry start(Path directory) {
      return this == CRANE
          ? RegistryPeers.crane(directory)
          : RegistryPeers.dockerRegistry(directory);
    }
  }

  private static void pushAndPull(RegistryOptions options, Credentials credentials, String host)
      throws Exception {
    try (Registries registries = new Registries(options, credentials)) {
      RegistryRepository repository = registries.repository(host, "acme/faq");
      Descriptor large = repository.write(pending(LARGE, LARGE.length));
      assertThat(large).isEqualTo(Descriptor.of(TYPE, LARGE));
      byte[] other = bytes(2_500_000);
      repository.write(pending(other, -1));
      repository.write(blob(SMALL));
      assertThat(repository.contains(large)).isTrue();
      assertThat(repository.contains(Descriptor.of(TYPE, new byte[] {1}))).isFalse();
      for (int offset : new int[] {0, 1, 7_999_999}) {
        try (InputStream in = repository.open(large, offset)) {
          assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(LARGE, offset, LARGE.length));
        }
      }
      byte[] bytes = manifest(Descriptor.of(MediaTypes.KITFILE_CONFIG, SMALL), null);
      Descriptor manifest = Descriptor.of(MediaTypes.IMAGE_MANIFEST, bytes);
      repository.writeManifest(manifest, bytes);
      assertThat(repository.resolve(manifest.digest().toString())).isEqualTo(manifest);
      repository.tag(manifest, "v1");
      assertThat(repository.resolve("v1")).isEqualTo(manifest);
      assertThat(repository.tags()).containsExactly("v1");
      assertThat(repository.read(manifest)).isEqualTo(bytes);
      assertThatThrownBy(() -> repository.resolve("v2"))
          .isInstanceOfSatisfying(
              KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
  }

  @ParameterizedTest
  @EnumSource(Peer.class)
  void aLargeBlobComesInRanges(Peer peer) throws Exception {
    RangeOptions ranges = new RangeOptions(500_000, Long.MAX_VALUE, 500_000, 4);
    RegistryOptions options = TestRegistries.options().ranges(ranges).build();
    try (RunningRegistry registry = peer.start(directory);
        ThrottledProxy proxy = new ThrottledProxy(registry.host(), Long.MAX_VALUE);
        Registries registries = new Registries(options, c -> null)) {
      RegistryRepository repository = registries.repository(proxy.host(), "acme/faq");
      Descriptor large = repository.write(pending(LARGE, LARGE.length));
      proxy.forget();
      try (InputStream in = repository.open(large, 0)) {
        assertThat(in.readAllBytes()).isEqualTo(LARGE);
      }
      assertThat(proxy.connections()).isGreaterThan(2);
      assertThat(proxy.down()).isLessThan(2L * LARGE.length);
    }
  }

  @ParameterizedTest
  @EnumSource(Peer.class)
  void pushAndPull(Peer peer) throws Exception {
    for (UploadMode mode : UploadMode.values()) {
      Path fresh = Files.createDirectories(directory.resolve(mode.name()));
      try (RunningRegistry registry = peer.start(fresh)) {
        pushAndPull(TestRegistries.options().upload(mode).build(), c -> null, registry.host());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Peer.class)
  void referrersAreKeptUnderATag(Peer peer) throws Exception {
    try (RunningRegistry registry = peer.start(directory);
        Registries registries = new Registries(TestRegistries.options().build(), c -> null)) {
      RegistryRepository repository = registries.repository(registry.host(), "acme/faq");
      repository.write(blob(SMALL));
      Descriptor config = Descriptor.of(MediaTypes.KITFILE_CONFIG, SMALL);
      byte[] bytes = manifest(config, null);
      Descriptor subject = Descriptor.of(MediaTypes.IMAGE_MANIFEST, bytes);
      repository.writeManifest(subject, bytes);
      assertThat(repository.referrers(subject.digest())).isEmpty();
      byte[] other = bytes(10);
      repository.write(blob(other));
      for (Descriptor evidence :
          new Descriptor[] {config, Descriptor.of(MediaTypes.EMPTY, other)}) {
        byte[] referrer = manifest(evidence, subject);
        repository.writeManifest(Descriptor.of(MediaTypes.IMAGE_MANIFEST, referrer), referrer);
      }
      assertThat(repository.referrers(subject.digest()))
          .hasSize(2)
          .allSatisfy(r -> assertThat(r.artifactType()).isEqualTo("application/vnd.example+json"));
      assertThat(repository.tags()).containsExactly("sha256-" + subject.digest().hex());
    }
  }

  @ParameterizedTest
  @EnumSource(Peer.class)
  void blobsAreMounted(Peer peer) throws Exception {
    try (RunningRegistry registry = peer.start(directory);
        Registries registries = new Registries(TestRegistries.options().build(), c -> null)) {
      RegistryRepository from = registries.repository(registry.host(), "acme/base");
      RegistryRepository to = registries.repository(registry.host(), "acme/faq");
      from.write(blob(SMALL));
      Descriptor descriptor = Descriptor.of(TYPE, SMALL);
      // crane's registry opens an upload instead, but keeps blobs for all repositories at once.
      assertThat(to.mount(descriptor, from)).isEqualTo(peer == Peer.DOCKER_REGISTRY);
      assertThat(to.contains(descriptor)).isTrue();
    }
  }

  @Test
  void dockerRegistryWithPasswords() throws Exception {
    String password = "pass:word";
    try (RunningRegistry registry =
        RegistryPeers.dockerRegistry(directory, "ann", password.toCharArray())) {
      Credential right = new Credential.Password("ann", password);
      RegistryOptions options = TestRegistries.options().build();
      Path home = directory.resolve("kitops");
      RegistryLogin login = new RegistryLogin(options, new CredentialStore(Map.of(), home));
      assertThatThrownBy(
              () -> login.login(registry.host(), new Credential.Password("ann", "wrong")))
          .isInstanceOf(KitrailException.class)
          .hasMessageContaining("does not accept");
      login.login(registry.host(), right);
      pushAndPull(options, DockerCredentials.of(Map.of(), home, Set.of()), registry.host());
      try (Registries registries = new Registries(options, c -> null)) {
        RegistryRepository repository = registries.repository(registry.host(), "acme/faq");
        assertThatThrownBy(() -> repository.write(blob(SMALL)))
            .isInstanceOfSatisfying(
                KitrailException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
      }
    }
  }

  @Test
  void dockerRegistryWithTls() throws Exception {
    Certificates certificates = Certificates.generate(directory);
    try (RunningRegistry registry =
        RegistryPeers.dockerRegistryTls(
            directory, certificates.serverCertificate(), certificates.serverKey())) {
      TlsOptions tls = new TlsOptions(true, certificates.authority(), null, null);
      pushAndPull(
          TestRegistries.options().plainHttp(false).tls(tls).build(), c -> null, registry.host());
      assertThatThrownBy(
              () ->
                  pushAndPull(
                      TestRegistries.options().plainHttp(false).build(),
                      c -> null,
                      registry.host()))
          .hasMessageContaining("--tls-ca FILE");
      assertThatThrownBy(
              () -> pushAndPull(TestRegistries.options().build(), c -> null, registry.host()))
          .hasMessageContaining("leave out --plain-http");
    }
  }
}

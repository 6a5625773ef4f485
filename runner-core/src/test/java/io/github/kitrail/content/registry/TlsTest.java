package io.github.kitrail.content.registry;

import static io.github.kitrail.content.registry.TestRegistries.blob;
import static io.github.kitrail.content.registry.TestRegistries.bytes;
import static io.github.kitrail.content.registry.TestRegistries.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.http.TlsOptions;
import io.github.kitrail.fixture.Certificates;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir static Path directory;
  private static Certificates certificates;

  private FixtureRegistry registry;

  @BeforeAll
  static void generate() {
    certificates = Certificates.generate(directory);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private FixtureRegistry start() {
    registry = FixtureRegistry.builder().tls(certificates).start();
    return registry;
  }

  private static TlsOptions trusting(@Nullable Path authority) {
    return new TlsOptions(true, authority, null, null);
  }

  private static Registries registries(TlsOptions tls) {
    return new Registries(TestRegistries.options().plainHttp(false).tls(tls).build(), c -> null);
  }

  private String failure(TlsOptions tls, String host) {
    try (Registries registries = registries(tls)) {
      registries.repository(host, "acme/faq").tags();
      return "";
    } catch (KitrailException e) {
      return e.getMessage();
    }
  }

  @Test
  void privateAuthorityIsTrustedWhenNamed() throws Exception {
    byte[] content = bytes(20_000_000);
    start();
    try (Registries registries = registries(trusting(certificates.authority()))) {
      RegistryRepository repository = TestRegistries.repository(registries, registry);
      repository.write(pending(content, content.length));
      assertThat(registry.repository("acme/faq").blob(Digest.of(content).toString()))
          .isEqualTo(content);
    }
  }

  @Test
  void unknownAuthorityIsRefusedWithAdvice() {
    start();
    assertThat(failure(TlsOptions.DEFAULT, registry.host()))
        .startsWith("Could not speak TLS with " + registry.host())
        .contains("not trusted")
        .contains("--tls-ca FILE");
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void anotherNameThanTheCertificatesIsRefused() {
    start();
    String host = registry.host().replace("127.0.0.1", "127.0.0.2");
    // 127.0.0.2 is not listened at on every system; where it is, its name is not in the
    // certificate.
    assertThat(failure(trusting(certificates.authority()), host))
        .containsAnyOf("certificate is for other names", "Could not reach");
  }

  @Test
  void verificationCanBeSwitchedOff() {
    start();
    assertThat(failure(new TlsOptions(false, null, null, null), registry.host())).isEmpty();
  }

  @Test
  void clientCertificateIsShown() {
    registry = FixtureRegistry.builder().tls(certificates).clientCertificate().start();
    Path authority = certificates.authority();
    Path certificate = certificates.clientCertificate();
    TlsOptions options = new TlsOptions(true, authority, certificate, certificates.clientKey());
    assertThat(failure(options, registry.host())).isEmpty();
    assertThat(failure(trusting(authority), registry.host())).contains("--tls-cert FILE");
  }

  @Test
  void plainHttpServerIsExplained() {
    registry = FixtureRegistry.start();
    assertThat(failure(TlsOptions.DEFAULT, registry.host()))
        .contains("does not speak TLS")
        .contains("--plain-http");
  }

  @Test
  void refusalInTheMiddleOfABodyIsSeenOverTlsToo() {
    byte[] huge = bytes(40_000_000);
    start().fail(FaultRule.on("PATCH", ".*").always().with(Fault.statusAfter(1_000_000, 413)));
    try (Registries registries = registries(trusting(certificates.authority()))) {
      assertThatThrownBy(
              () -> TestRegistries.repository(registries, registry).write(pending(huge, -1)))
          .isInstanceOf(KitrailException.class)
          .hasMessageContaining("(413)");
    }
  }

  @Test
  void cutConnectionOverTlsMayBeTriedAgain() throws Exception {
    start().fail(FaultRule.on("GET", ".*").times(2).with(Fault.cutBeforeAnswer()));
    try (Registries registries = registries(trusting(certificates.authority()))) {
      RegistryRepository repository = TestRegistries.repository(registries, registry);
      assertThat(repository.tags()).isEmpty();
      repository.write(blob(bytes(10)));
    }
  }

  @Test
  void filesThatAreNoCertificatesAreBadInput() throws Exception {
    start();
    Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing\n");
    Path missing = directory.resolve("missing.pem");
    Path damaged =
        Files.writeString(
            directory.resolve("damaged.pem"),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    for (Path file : new Path[] {empty, missing, damaged}) {
      try (Registries registries = registries(trusting(file))) {
        assertThatThrownBy(() -> registries.registry(registry.host()))
            .isInstanceOfSatisfying(
                KitrailException.class,
                e -> {
                  assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
                  assertThat(e).hasMessageContaining(file.getFileName().toString());
                });
      }
    }
  }
}

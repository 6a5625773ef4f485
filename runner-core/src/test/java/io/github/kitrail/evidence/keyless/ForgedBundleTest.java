package io.github.kitrail.evidence.keyless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The forger's bundles are good in sigstore-python's eyes but for the one part that a test makes
 * bad.
 */
@Tag("peer")
class ForgedBundleTest {
  private static final String ADDRESS = "release@example.com";
  private static final byte[] CONTENT = "a model".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path stackDirectory;
  private static KeylessStack stack;

  @TempDir Path directory;
  private final KeyPair keys = TestCa.newKeys();
  private Forger forger;

  @BeforeAll
  static void start() {
    stack = KeylessStack.start(stackDirectory);
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @BeforeEach
  void takeForger() {
    forger = stack.forger();
  }

  @Test
  void withNothingChangedItIsGood() throws Exception {
    assertThat(verify(good()).text()).contains("OK");
  }

  @Test
  void theCertificateHadExpired() throws Exception {
    Instant then = Instant.now().minus(Duration.ofDays(1));

    assertRefused(
        "cert is not valid at validation time",
        signedWith(certificate(forger.certificates(), then)));
  }

  @Test
  void theAuthorityIsUnknown() throws Exception {
    ForgedCertificates unknown = forger.certificates().with(TestCa.root("unknown"));

    assertRefused(
        "certificate chain was not valid", signedWith(certificate(unknown, Instant.now())));
  }

  @Test
  void aPartIsMissing() throws Exception {
    assertRefused("signed timestamp(s)", good().withTimestamps(List.of()));
    assertRefused("exactly one log entry", good().withEntries(List.of()));
  }

  @Test
  void aPartIsAnothers() throws Exception {
    HandmadeBundle good = good();
    HandmadeBundle other = sign(certificate(forger.certificates(), Instant.now()), "0".repeat(64));

    assertRefused("log entry is inconsistent", good.withEntries(other.entries()));
    assertRefused("not enough sources of verified time", good.withTimestamps(other.timestamps()));
    assertRefused("invalid signature", good.withPayload(other.payload()));
    assertRefused(
        "invalid signature",
        good.withSignatures(other.signatures()).withTimestamps(other.timestamps()));
    assertRefused("invalid signature", good.withPayloadType("text/plain"));
  }

  private HandmadeBundle good() {
    return signedWith(certificate(forger.certificates(), Instant.now()));
  }

  private X509Certificate certificate(ForgedCertificates by, Instant at) {
    Instant from = at.minusSeconds(60);
    return by.forPerson(ADDRESS, stack.issuerUrl(), keys.getPublic(), from, at.plusSeconds(540));
  }

  private HandmadeBundle signedWith(X509Certificate certificate) {
    return sign(certificate, HexFormat.of().formatHex(EcdsaSha256.digest(CONTENT)));
  }

  private HandmadeBundle sign(X509Certificate certificate, String sha256) {
    byte[] statement = Forger.statement(sha256, "https://example.com/predicate/v1", "{}");
    return forger.sign(keys, certificate, Forger.IN_TOTO, statement);
  }

  private KeylessPeer.Answer verify(HandmadeBundle bundle) throws Exception {
    Path file = Files.write(directory.resolve("model.gguf"), CONTENT);
    return new SigstorePython(directory, stack)
        .verify(
            ADDRESS, stack.issuerUrl(), file.toString(), bundle.write(directory.resolve("b.json")));
  }

  private void assertRefused(String why, HandmadeBundle bundle) throws Exception {
    KeylessPeer.Answer answer = verify(bundle);
    assertThat(answer.isYes()).as(answer.text()).isFalse();
    assertThat(answer.text()).contains(why);
  }
}

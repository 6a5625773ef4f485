package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateIdentityTest {
  private static final String GITHUB = "https://token.actions.githubusercontent.com";

  @Test
  void aPlainIdentityIsComparedAsItIs() throws Exception {
    CertificateIdentity signer = CertificateIdentity.of(GITHUB, "a.b@example.com");
    assertThat(matches(signer, GITHUB, "a.b@example.com")).isTrue();
    assertThat(matches(signer, GITHUB, "aXb@example.com")).isFalse();
    assertThat(matches(signer, "https://accounts.example.com", "a.b@example.com")).isFalse();
  }

  @Test
  void anExpressionMustMatchTheWholeIdentity() throws Exception {
    CertificateIdentity signer =
        CertificateIdentity.of(GITHUB, "/https://github\\.com/acme/.*@refs/heads/main/");
    assertThat(matches(signer, GITHUB, "https://github.com/acme/faq/w.yml@refs/heads/main"))
        .isTrue();
    assertThat(
            matches(signer, GITHUB, "https://github.com/acme/faq/w.yml@refs/heads/main-of-mallory"))
        .isFalse();
    assertThat(
            matches(signer, GITHUB, "https://evil/?https://github.com/acme/w.yml@refs/heads/main"))
        .isFalse();
  }

  /** A reusable workflow has one identity for all that call it. */
  @Test
  void theRepositoryTellsTheCallersOfOneWorkflowApart() throws Exception {
    String workflow = "https://github.com/kitrail/kitrail/.github/workflows/w.yml@refs/tags/v1";
    CertificateIdentity wanted = CertificateIdentity.of(GITHUB, workflow, "acme/faq-bot");
    assertThat(wanted.matches(signer(workflow, "https://github.com/acme/faq-bot"))).isTrue();
    assertThat(wanted.matches(signer(workflow, "https://github.com/mallory/faq-bot"))).isFalse();
    assertThat(wanted.matches(signer(workflow, "https://github.com/acme/faq-bot/x"))).isFalse();
    assertThat(wanted.matches(signer(workflow, "https://github.com/x/acme/faq-bot"))).isFalse();
    assertThat(wanted.matches(new CertifiedSigner(GITHUB, workflow, Map.of(), Instant.EPOCH)))
        .as("a certificate that does not say")
        .isFalse();
  }

  @Test
  void whoSignedOnceIsWhoSignsForTheSameRepository() {
    CertifiedSigner self = signer("w", "https://github.com/acme/faq-bot");
    CertificateIdentity wanted = CertificateIdentity.of(self);
    assertThat(wanted.matches(self)).isTrue();
    assertThat(wanted.matches(signer("w", "https://github.com/mallory/faq-bot"))).isFalse();
    assertThat(wanted).hasToString("identity w by " + GITHUB + " for the repository acme/faq-bot");
  }

  private static boolean matches(CertificateIdentity wanted, String issuer, String identity) {
    return wanted.matches(new CertifiedSigner(issuer, identity, Map.of(), Instant.EPOCH));
  }

  private static CertifiedSigner signer(String identity, String repository) {
    return new CertifiedSigner(
        GITHUB, identity, Map.of("sourceRepositoryURI", repository), Instant.EPOCH);
  }

  @Test
  void nobodyInParticularIsRefused() {
    for (String repository : List.of("acme", "", "acme/", "https://github.com/acme/faq-bot")) {
      assertThatThrownBy(() -> CertificateIdentity.of(GITHUB, "x", repository))
          .hasMessageContaining("owner/name");
    }
    assertThatThrownBy(() -> CertificateIdentity.of(GITHUB, "//")).hasMessageContaining("anybody");
    assertThatThrownBy(() -> CertificateIdentity.of("", "x")).hasMessageContaining("anybody");
    assertThatThrownBy(() -> CertificateIdentity.of(GITHUB, "/(/"))
        .hasMessageContaining("no regular expression");
  }
}

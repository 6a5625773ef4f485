package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CertificateIdentityTest {
  private static final String GITHUB = "https://token.actions.githubusercontent.com";

  @Test
  void aPlainIdentityIsComparedAsItIs() throws Exception {
    CertificateIdentity signer = CertificateIdentity.of(GITHUB, "a.b@example.com");
    assertThat(signer.matches(GITHUB, "a.b@example.com")).isTrue();
    assertThat(signer.matches(GITHUB, "aXb@example.com")).isFalse();
    assertThat(signer.matches("https://accounts.example.com", "a.b@example.com")).isFalse();
  }

  @Test
  void anExpressionMustMatchTheWholeIdentity() throws Exception {
    CertificateIdentity signer =
        CertificateIdentity.of(GITHUB, "/https://github\\.com/acme/.*@refs/heads/main/");
    assertThat(signer.matches(GITHUB, "https://github.com/acme/faq/w.yml@refs/heads/main"))
        .isTrue();
    assertThat(
            signer.matches(GITHUB, "https://github.com/acme/faq/w.yml@refs/heads/main-of-mallory"))
        .isFalse();
    assertThat(
            signer.matches(GITHUB, "https://evil/?https://github.com/acme/w.yml@refs/heads/main"))
        .isFalse();
  }

  @Test
  void nobodyInParticularIsRefused() {
    assertThatThrownBy(() -> CertificateIdentity.of(GITHUB, "//")).hasMessageContaining("anybody");
    assertThatThrownBy(() -> CertificateIdentity.of("", "x")).hasMessageContaining("anybody");
    assertThatThrownBy(() -> CertificateIdentity.of(GITHUB, "/(/"))
        .hasMessageContaining("no regular expression");
  }
}

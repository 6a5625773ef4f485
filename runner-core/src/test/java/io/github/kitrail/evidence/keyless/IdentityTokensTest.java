package io.github.kitrail.evidence.keyless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.registry.RegistryOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir Path temp;

  @Test
  void aFileAVariableOrTheUsualVariable() throws Exception {
    String token = token("\"email\":\"a@example.com\",\"sub\":\"1\"");
    Path file = Files.writeString(temp.resolve("token"), token + "\n");
    IdentityToken read = find(Map.of(), file.toString());
    assertThat(read.value()).isEqualTo(token);
    assertThat(read.issuer()).isEqualTo("https://issuer.example.com");
    assertThat(read.subject()).isEqualTo("a@example.com");
    assertThat(find(Map.of("MINE", token), "env:MINE").subject()).isEqualTo("a@example.com");
    assertThat(find(Map.of("SIGSTORE_ID_TOKEN", token), null)).isEqualTo(read);
    assertThat(read.toString()).doesNotContain(token).contains("a@example.com");
  }

  @Test
  void withoutAnEmailAddressTheSubject() throws Exception {
    String token = token("\"sub\":\"repo:acme/faq:ref:refs/heads/main\"");
    assertThat(find(Map.of("SIGSTORE_ID_TOKEN", token), null).subject())
        .isEqualTo("repo:acme/faq:ref:refs/heads/main");
  }

  @Test
  void theTokenOfAJobOfGitHub() throws Exception {
    try (OidcIssuer issuer = new OidcIssuer()) {
      GithubIdentity github = new GithubIdentity(issuer);
      IdentityTokens tokens = new IdentityTokens(github.variables(), InstantSource.system());
      try (ServiceClient services = services()) {
        assertThat(tokens.find(null, services).subject())
            .isEqualTo("repo:acme/faq-bot:ref:refs/heads/main");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GITHUB_ACTIONS | id-token: write",
        "GITLAB_CI      | id_tokens: {SIGSTORE_ID_TOKEN: {aud: sigstore}}",
        "JENKINS_URL    | give --key",
        "NOTHING        | --identity-token"
      })
  void whereThereIsNoneTheAdviceFitsThePlace(String variable, String advice) {
    refused(() -> find(Map.of(variable, "x"), null), advice);
  }

  @Test
  void whatCannotBeUsedIsRefusedWithoutShowingIt() throws Exception {
    refused(() -> find(Map.of("T", token("\"sub\":\"1\",\"exp\":1795780000")), "env:T"), "expired");
    refused(() -> find(Map.of("T", jwt("\"sub\":\"1\",\"aud\":\"other\"")), "env:T"), "audience");
    refused(() -> find(Map.of("T", jwt("\"sub\":\"1\"")), "env:T"), "audience");
    refused(() -> find(Map.of("T", jwt("\"aud\":\"sigstore\"")), "env:T"), "no subject");
    refused(() -> find(Map.of("T", "my-secret"), "env:T"), "no JSON Web Token");
    refused(() -> find(Map.of("T", "a.bXktc2VjcmV0.c"), "env:T"), "no JSON Web Token");
    refused(() -> find(Map.of(), "env:T"), "not set");
    refused(() -> find(Map.of(), temp.resolve("none").toString()), "there is no file");
  }

  @Test
  void aTokenIsNotSentOverPlainHttp() throws Exception {
    try (ServiceClient services = services()) {
      IdentityTokens tokens =
          new IdentityTokens(
              Map.of(
                  "ACTIONS_ID_TOKEN_REQUEST_URL", "http://token.example.com/x?y=1",
                  "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "my-secret"),
              InstantSource.fixed(NOW));
      assertThatThrownBy(() -> tokens.find(null, services))
          .hasMessageContaining("not an https address")
          .hasMessageNotContaining("my-secret");
    }
  }

  private static IdentityToken find(Map<String, String> env, String named) throws Exception {
    try (ServiceClient services = services()) {
      return new IdentityTokens(env, InstantSource.fixed(NOW)).find(named, services);
    }
  }

  private static ServiceClient services() throws KitrailException {
    return new ServiceClient(RegistryOptions.builder().build().http(), Retry.standard());
  }

  private static void refused(ThrowingCallable call, String reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_CREDENTIAL))
        .hasMessageContaining(reason)
        .hasMessageNotContaining("my-secret")
        .hasMessageNotContaining("bXktc2VjcmV0");
  }

  private static String token(String claims) {
    return jwt(claims + ",\"aud\":[\"x\",\"sigstore\"]");
  }

  private static String jwt(String claims) {
    String payload = "{\"iss\":\"https://issuer.example.com\"," + claims + "}";
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return "e30." + base64.encodeToString(payload.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
  }
}

package io.github.kitrail.evidence.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a provider of the test in place of Java's, which needs a library and a token. */
class Pkcs11TokenTest {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);
  private static final Map<String, String> PIN = Map.of("KITRAIL_PKCS11_PIN", FakeToken.PIN);

  @TempDir Path directory;
  private String config;

  @BeforeEach
  void configuration() throws Exception {
    config = Files.writeString(directory.resolve("token.cfg"), "name = Test\n").toString();
  }

  private OpenKeyStore open(boolean signs, Map<String, String> environment) throws Exception {
    return KeyStoreReference.parse("pkcs11:" + config + "#release")
        .orElseThrow()
        .open("the key", environment, null, signs, file -> new FakeToken());
  }

  @Test
  void theTokenSignsWithAKeyThatStaysInIt() throws Exception {
    SigningKey key = open(true, PIN).signingKey("release");
    VerificationKey expected =
        VerificationKey.load(Samples.path("keys/ec.pub").toString(), Map.of());

    assertThat(key.verificationKey()).isEqualTo(expected);
    assertThat(expected.verifies(MESSAGE, key.sign(MESSAGE))).isTrue();
    assertThat(open(true, PIN).signingKey(null).verificationKey()).isEqualTo(expected);
  }

  @Test
  void aPublicKeyIsReadWithoutAPin() throws Exception {
    assertThat(open(false, Map.of()).verificationKey("release"))
        .isEqualTo(VerificationKey.load(Samples.path("keys/ec.pub").toString(), Map.of()));
  }

  /** As if this public key's certificate stood beside the token's private key. */
  private static SigningKey beside(VerificationKey publicKey) throws Exception {
    FakeToken token = new FakeToken();
    KeyStore store = KeyStore.getInstance("PKCS11", token);
    store.load(null, FakeToken.PIN.toCharArray());
    PrivateKey key = (PrivateKey) store.getKey("release", null);
    return SigningKey.inToken(key, publicKey, "it", token);
  }

  @Test
  void aCertificateOfAnotherKeyIsFoundOut() throws Exception {
    SigningKey mixed =
        beside(new NewKey(new SecureRandom()).generate(KeyAlgorithm.P256).verificationKey());

    assertThatThrownBy(() -> mixed.sign(MESSAGE))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("the certificate beside the key is of another key");
  }

  @Test
  void saysWhatToSet() {
    assertThatThrownBy(() -> open(true, Map.of("COSIGN_PASSWORD", "secret-word")))
        .hasMessage(
            "Could not use pkcs11:"
                + config
                + " as the key: no PIN was given; set KITRAIL_PKCS11_PIN.");
    assertThatThrownBy(() -> open(true, Map.of("KITRAIL_PKCS11_PIN", "0815-wrong")))
        .isInstanceOf(KitrailException.class)
        .hasNoCause()
        .hasMessageContaining("refused the PIN in KITRAIL_PKCS11_PIN")
        .hasMessageNotContaining("0815");
    assertThatThrownBy(() -> open(true, PIN).signingKey("gone"))
        .hasMessageContaining("it has no key \"gone\"; it has release");
    assertThatThrownBy(() -> open(false, PIN).verificationKey("gone"))
        .hasMessageContaining("it has no key \"gone\"; it has next, release");
  }

  @Test
  void refusesAKindOfKeyThatTheTokenDoesNotSignWith() throws Exception {
    VerificationKey ed = open(false, PIN).verificationKey("next");

    assertThatThrownBy(() -> beside(ed))
        .hasMessageContaining("the token does not sign with Ed25519");
  }

  @Test
  void javasProviderRefusesWhatIsNoConfiguration() {
    Map<String, String> pin = Map.of("KITRAIL_PKCS11_PIN", "0815-pin");
    assertThatThrownBy(() -> SigningKey.load("pkcs11:gone.cfg#a", pin, null))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> SigningKey.load("pkcs11:" + config + "#a", pin, null))
        .isInstanceOf(KitrailException.class)
        .hasNoCause()
        .hasMessageContaining("check the name, library and slot")
        .hasMessageNotContaining("0815");
  }
}

package io.github.kitrail.evidence.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The encrypted files of cosign 3.1.3 (passphrase "pw") and our own of the same format. */
class CosignKeyTest {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"p256,P256", "p384,P384", "p521,P521", "ed,ED25519", "rsa2048,RSA"})
  void readsWhatCosignWrote(String name, KeyAlgorithm algorithm) throws Exception {
    SigningKey key = load("cosign/" + name + ".key", Map.of("COSIGN_PASSWORD", "pw"));

    assertThat(key.verificationKey().algorithm()).isEqualTo(algorithm);
    assertThat(key.verificationKey().toPem()).isEqualTo(Samples.text("cosign/" + name + ".pub"));
    assertThat(key.verificationKey().verifies(MESSAGE, key.sign(MESSAGE))).isTrue();
    assertThat(key.warning()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256", "p384", "p521", "ed", "rsa2048"})
  void namesAKeyAsCosignDoes(String name) throws Exception {
    VerificationKey key =
        VerificationKey.load(Samples.path("cosign/" + name + ".pub").toString(), Map.of());

    assertThat(Bundle.parse(Samples.bytes("cosign/" + name + "-signature.bundle.json")).keyHint())
        .contains(key.hint());
  }

  @Test
  void readsTheOlderPemHeader() throws Exception {
    assertThat(load("cosign/old-header.key", Map.of("COSIGN_PASSWORD", "pw")).verificationKey())
        .isEqualTo(load("cosign/p256.key", Map.of("COSIGN_PASSWORD", "pw")).verificationKey());
  }

  @Test
  void aGivenPassphraseBeatsOursAndOursBeatsCosigns() throws Exception {
    Map<String, String> both = Map.of("COSIGN_PASSWORD", "wrong", "KITRAIL_KEY_PASSPHRASE", "pw");
    Map<String, String> wrong = Map.of("KITRAIL_KEY_PASSPHRASE", "wrong");
    String file = Samples.path("cosign/p256.key").toString();

    assertThat(SigningKey.load(file, both, null)).isNotNull();
    assertThat(SigningKey.load(file, wrong, "pw".toCharArray())).isNotNull();
  }

  @Test
  void saysThatThePassphraseIsMissing() {
    assertThatThrownBy(() -> load("cosign/p256.key", Map.of()))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_CREDENTIAL))
        .hasMessageEndingWith(
            "p256.key as the signing key: it is encrypted and no passphrase was given; set"
                + " KITRAIL_KEY_PASSPHRASE or COSIGN_PASSWORD.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PW", "pw "})
  void saysThatThePassphraseIsWrong(String passphrase) {
    assertThatThrownBy(() -> load("cosign/p256.key", Map.of("COSIGN_PASSWORD", passphrase)))
        .hasMessageEndingWith(
            "p256.key as the signing key: the passphrase is wrong, or the key is damaged.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"N\":65536|\"N\":1073741824|its scrypt parameters are none that cosign uses",
        "\"r\":8|\"r\":4096|its scrypt parameters are none that cosign uses",
        "\"p\":1|\"p\":999|its scrypt parameters are none that cosign uses",
        "scrypt|argon2|it is not encrypted with scrypt and nacl/secretbox",
        "nacl/secretbox|none|it is not encrypted with scrypt and nacl/secretbox",
        "\"salt\":\"|\"salt\":\"?|its `salt` is missing or is no base64",
        "\"nonce\":\"|\"nonce\":\"AAAA|its nonce has the wrong length",
        "\"kdf\"|\"cipher\"|what its PEM holds is no JSON",
        "\"ciphertext\":\"|\"ciphertext\":\"AAAA|the passphrase is wrong, or the key is damaged",
      })
  void refusesAForgedBox(String from, String to, String reason) throws Exception {
    String pem = Samples.text("cosign/p256.key");
    String base64 = pem.replaceAll("-----.*-----", "").replaceAll("\\s", "");
    String json = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    String forged =
        Pem.write(CosignKeyBox.PEM_TYPE, json.replace(from, to).getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(
            () -> SigningKey.load("env:KEY", Map.of("KEY", forged, "COSIGN_PASSWORD", "pw"), null))
        .hasMessage(
            "Could not use the environment variable KEY as the signing key: " + reason + ".");
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void readsWhatItWrote(KeyAlgorithm algorithm) throws Exception {
    NewKey newKey = new NewKey(new SecureRandom());
    SigningKey key = newKey.generate(algorithm);
    Path privateFile = directory.resolve("cosign.key");
    Path publicFile = directory.resolve("cosign.pub");

    newKey.write(key, privateFile, publicFile, "pässword".toCharArray());

    SigningKey read = SigningKey.load(privateFile.toString(), Map.of(), "pässword".toCharArray());
    assertThat(read.verificationKey()).isEqualTo(key.verificationKey());
    assertThat(VerificationKey.load(publicFile.toString(), Map.of()))
        .isEqualTo(key.verificationKey());
    assertThat(Files.readString(privateFile))
        .startsWith("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void keepsPrivateFilesPrivate() throws Exception {
    NewKey newKey = new NewKey(new SecureRandom());
    SigningKey key = newKey.generate(KeyAlgorithm.P256);
    newKey.write(key, directory.resolve("a.key"), directory.resolve("a.pub"), new char[0]);
    newKey.writePlain(key, directory.resolve("plain.key"));

    for (String name : new String[] {"a.key", "plain.key"}) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void neverOverwritesAKey() throws Exception {
    NewKey newKey = new NewKey(new SecureRandom());
    SigningKey key = newKey.generate(KeyAlgorithm.P256);
    Path file = Files.writeString(directory.resolve("cosign.key"), "mine");

    assertThatThrownBy(() -> newKey.write(key, file, directory.resolve("cosign.pub"), new char[0]))
        .hasMessageContaining("the file is there already, and a key is not overwritten");
    assertThat(file).hasContent("mine");
    assertThatThrownBy(() -> newKey.write(key, directory.resolve("new.key"), file, new char[0]))
        .hasMessageContaining("the file is there already");
    assertThat(directory.resolve("new.key")).doesNotExist();
  }

  private static SigningKey load(String name, Map<String, String> environment)
      throws KitrailException {
    return SigningKey.load(Samples.path(name).toString(), environment, null);
  }
}

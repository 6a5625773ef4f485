package io.github.kitrail.evidence.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that OpenSSL 3.0 and ssh-keygen wrote; passphrases are "pw". */
class PemKeyTest {
  private static final Map<String, String> PASSPHRASE = Map.of("KITRAIL_KEY_PASSPHRASE", "pw");
  private static final String KINDS =
      "keys of its kind or size do not sign here; use ECDSA on P-256, P-384 or P-521, Ed25519, or"
          + " RSA with 2048 to 4096 bits.";
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "ec.pem,ec.pub",
    "ec-with-parameters.pem,ec.pub",
    "ec-pkcs8.pem,ec.pub",
    "ec-pkcs8-encrypted.pem,ec.pub",
    "rsa-pkcs1.pem,rsa.pub",
    "ed25519.pem,ed25519.pub",
  })
  void findsThePublicHalfOfEveryEncoding(String privateKey, String publicKey) throws Exception {
    SigningKey key = signing(privateKey);

    assertThat(key.verificationKey()).isEqualTo(VerificationKey.load(path(publicKey), Map.of()));
    assertThat(key.verificationKey().toPem()).isEqualTo(Samples.text("keys/" + publicKey));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", " ", "\\n", "\r\n", "\n\t"})
  void readsAVariableWhateverBecameOfItsLineEnds(String lineEnd) throws Exception {
    String pem = Samples.text("keys/ec-pkcs8.pem").replace("\n", lineEnd);

    assertThat(SigningKey.load("env:MY_KEY", Map.of("MY_KEY", pem), null).verificationKey())
        .isEqualTo(signing("ec.pem").verificationKey());
    assertThat(SigningKey.load("env://MY_KEY", Map.of("MY_KEY", pem), null)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "certificate.pem|it holds \"CERTIFICATE\", which is no private key that can be read.",
        "ec.pub|it is a public key; signing needs the private one, such as cosign.key.",
        "openssh.pem|it is a key for SSH; make one for signing.",
      })
  void saysWhatItIsInsteadOfAPrivateKey(String name, String reason) {
    assertThatThrownBy(() -> signing(name))
        .hasMessage("Could not use " + path(name) + " as the signing key: " + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa1024.pem", "secp256k1.pem", "ed448.pem"})
  void refusesKeysOfOtherKinds(String name) {
    assertThatThrownBy(() -> signing(name)).hasMessageEndingWith(KINDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa1024.pub", "ed448.pub", "secp256k1.pub"})
  void refusesPublicKeysOfOtherKinds(String name) {
    assertThatThrownBy(() -> VerificationKey.load(path(name), Map.of()))
        .hasMessageEndingWith(KINDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ec.pem|it is a private key; verifying needs the public one, such as cosign.pub.",
        "certificate.pem|it is a certificate; export its public key with `openssl x509 -pubkey"
            + " -noout`.",
      })
  void saysWhatItIsInsteadOfAPublicKey(String name, String reason) {
    assertThatThrownBy(() -> VerificationKey.load(path(name), Map.of()))
        .hasMessage("Could not use " + path(name) + " as the verification key: " + reason);
  }

  @Test
  void tellsHowToConvertAnOldEncryptedKey() {
    assertThatThrownBy(() -> signing("ec-old-encrypted.pem"))
        .hasMessageContaining("convert it with `openssl pkcs8 -topk8 -in ");
  }

  @Test
  void tellsHowToEncryptAnewWhatJavaCannotDecrypt() {
    assertThatThrownBy(() -> signing("ec-pkcs8-scrypt.pem"))
        .hasMessageContaining("encrypt it anew with `openssl pkcs8 -topk8 -v2 aes-256-cbc -in ");
  }

  @Test
  void refusesAWrongPassphraseOfPkcs8() {
    assertThatThrownBy(
            () -> SigningKey.load(path("ec-pkcs8-encrypted.pem"), Map.of(), "no".toCharArray()))
        .hasMessageEndingWith("the passphrase is wrong, or the key is damaged.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no/such.key|there is no such file.",
        "env:NOT_SET|it is not set or empty. Does this job have access to the secret?",
        "awskms:///alias/x|only a file or env:NAME can name a key; key management services are not"
            + " supported yet.",
      })
  void saysWhyThereIsNoKey(String reference, String reason) {
    assertThatThrownBy(() -> SigningKey.load(reference, Map.of(), null))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_CREDENTIAL))
        .hasMessageEndingWith("as the signing key: " + reason);
  }

  @Test
  void refusesFilesThatAreNoPem() throws Exception {
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
    Path text = Files.writeString(directory.resolve("text"), "hello");
    Path large = Files.write(directory.resolve("large"), new byte[100_000]);

    assertUnusable(binary, "it is not a text file in PEM format.");
    assertUnusable(text, "there is no PEM in it (-----BEGIN … KEY-----).");
    assertUnusable(large, "it is too large to be a key.");
    assertUnusable(directory, "it is a folder, not a file.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 80, 110})
  void neverQuotesADamagedKey(int position) throws Exception {
    String pem = Samples.text("keys/ec-pkcs8.pem");
    int at = pem.indexOf('\n') + position;
    String damaged = pem.substring(0, at) + "AAAA" + pem.substring(at + 4);

    assertThatThrownBy(
            () -> {
              SigningKey key = SigningKey.load("env:K", Map.of("K", damaged), null);
              // Bits of the secret itself may change into another good key.
              throw new IllegalStateException(key.toString());
            })
        .satisfies(
            e -> {
              assertThat(e.getCause()).isNull();
              for (String line : damaged.lines().filter(l -> !l.startsWith("-")).toList()) {
                assertThat(e.getMessage()).doesNotContain(line);
              }
            });
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void warnsOfAPlainKeyThatOthersCanRead() throws Exception {
    Path file = Files.writeString(directory.resolve("k.pem"), Samples.text("keys/ec.pem"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(SigningKey.load(file.toString(), Map.of(), null).warning())
        .contains(
            "Other users of this machine can read the private key "
                + file
                + "; take that right away with: chmod 600 "
                + file);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(SigningKey.load(file.toString(), Map.of(), null).warning()).isEmpty();
  }

  private static void assertUnusable(Path file, String reason) {
    assertThatThrownBy(() -> SigningKey.load(file.toString(), Map.of(), null))
        .hasMessage("Could not use " + file + " as the signing key: " + reason);
  }

  private static SigningKey signing(String name) throws KitrailException {
    return SigningKey.load(path(name), PASSPHRASE, null);
  }

  private static String path(String name) {
    return Samples.path("keys/" + name).toString();
  }
}

package io.github.kitrail.evidence.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that OpenSSL 3.0 (passphrase "pw") and keytool ("passphrase-pw") wrote. */
class Pkcs12FileTest {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);
  @TempDir Path directory;

  private static SigningKey signing(String name, String passphrase) throws Exception {
    return SigningKey.load(path(name), Map.of("KITRAIL_KEY_PASSPHRASE", passphrase), null);
  }

  private static VerificationKey verifying(String name, String passphrase) throws Exception {
    return VerificationKey.load(path(name), Map.of("COSIGN_PASSWORD", passphrase));
  }

  private static String path(String name) {
    int mark = name.indexOf('#');
    return mark < 0
        ? Samples.path("keys/" + name).toString()
        : Samples.path("keys/" + name.substring(0, mark)) + name.substring(mark);
  }

  @ParameterizedTest
  @CsvSource({
    "ec.p12,pw,ec.pub",
    "ec.p12#,pw,ec.pub",
    "ec.p12#Release,pw,ec.pub",
    "ed25519.pfx,pw,ed25519.pub",
    "two.p12#release,passphrase-pw,ec.pub",
    "two.p12#next,passphrase-pw,ed25519.pub",
  })
  void signsAndVerifies(String file, String passphrase, String publicKey) throws Exception {
    VerificationKey expected = VerificationKey.load(path(publicKey), Map.of());

    SigningKey key = signing(file, passphrase);

    assertThat(key.verificationKey()).isEqualTo(expected);
    assertThat(verifying(file, passphrase)).isEqualTo(expected);
    assertThat(expected.verifies(MESSAGE, key.sign(MESSAGE))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ec.p12|open-sesame|the passphrase in KITRAIL_KEY_PASSPHRASE or COSIGN_PASSWORD is wrong",
        "ec.p12#gone|pw|it has no key \"gone\"; it has release",
        "two.p12|passphrase-pw|it has several keys; say which, as #ALIAS: next, release",
      })
  void saysWhatIsWrongAndNothingSecret(String file, String passphrase, String reason) {
    for (boolean signs : new boolean[] {true, false}) {
      assertThatThrownBy(
              () -> {
                if (signs) {
                  signing(file, passphrase);
                } else {
                  verifying(file, passphrase);
                }
              })
          .isInstanceOfSatisfying(
              KitrailException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.BAD_CREDENTIAL);
                assertThat(e.getCause()).as("a cause could quote the key").isNull();
              })
          .hasMessageContaining(reason)
          .hasMessageNotContaining("open-sesame")
          .hasMessageNotContaining("passphrase-pw");
    }
  }

  @Test
  void namesTheVariablesWhenThereIsNoPassphrase() {
    assertThatThrownBy(() -> SigningKey.load(path("ec.p12"), Map.of(), null))
        .hasMessage(
            "Could not use "
                + path("ec.p12")
                + " as the signing key: it is a PKCS#12 file and no passphrase was given; set"
                + " KITRAIL_KEY_PASSPHRASE or COSIGN_PASSWORD.");
  }

  @Test
  void refusesWhatIsMissingOrDamaged() throws Exception {
    Map<String, String> passphrase = Map.of("COSIGN_PASSWORD", "pw");
    assertThatThrownBy(() -> SigningKey.load("gone.p12", passphrase, null))
        .hasMessage("Could not use gone.p12 as the signing key: there is no such file.");
    byte[] whole = Samples.bytes("keys/ec.p12");
    for (int length = 0; length < whole.length; length += 97) {
      Path cut = Files.write(directory.resolve("cut.p12"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SigningKey.load(cut.toString(), passphrase, null))
          .as("%d bytes", length)
          .isInstanceOf(KitrailException.class)
          .hasMessageContaining("it is no PKCS#12 file, damaged");
    }
  }

  @Test
  void aVariableMayHaveAnyName() {
    assertThatThrownBy(() -> SigningKey.load("env:my.p12", Map.of(), null))
        .hasMessageContaining("the environment variable my.p12");
  }
}

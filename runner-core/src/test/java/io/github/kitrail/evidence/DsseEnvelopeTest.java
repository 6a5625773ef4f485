package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DsseEnvelopeTest {
  /** The example of DSSE's protocol.md. */
  @Test
  void encodesAsTheSpecificationsExample() {
    byte[] encoded =
        DsseEnvelope.preAuthenticationEncoding(
            "http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8));

    assertThat(encoded)
        .asString()
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void countsBytesNotCharacters() {
    byte[] encoded =
        DsseEnvelope.preAuthenticationEncoding("ä/ö", "ü".getBytes(StandardCharsets.UTF_8));

    assertThat(new String(encoded, StandardCharsets.UTF_8)).isEqualTo("DSSEv1 5 ä/ö 2 ü");
  }

  @Test
  void readsBothBase64Alphabets() throws Exception {
    DsseEnvelope standard = parse("+/+/", "\"sig\":\"-_-_\"");

    assertThat(standard.payload()).isEqualTo(standard.signatures().get(0)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"payload\":\"\",\"signatures\":[{\"sig\":\"\"}]}|it has no text `payloadType`",
        "{\"payloadType\":\"t\",\"signatures\":[{\"sig\":\"\"}]}|it has no text `payload`",
        "{\"payloadType\":\"t\",\"payload\":\"\"}|it has no signature",
        "{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[]}|it has no signature",
        "{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":{\"a\":{\"sig\":\"\"}}}|it has no"
            + " signature",
        "{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[{}]}|it has no text `sig`",
        "{\"payloadType\":\"t\",\"payload\":\"?\",\"signatures\":[{\"sig\":\"\"}]}|its `payload` is"
            + " no base64",
        "{\"payloadType\":\"t\",\"payloadType\":\"u\"}|Duplicate field 'payloadType'",
        "[]|it is not a JSON object",
        "{} {}|Trailing token",
      })
  void refusesWhatIsNoEnvelope(String json, String reason) {
    assertThatThrownBy(() -> DsseEnvelope.parse(json.getBytes(StandardCharsets.UTF_8)))
        .hasMessageStartingWith("The DSSE envelope cannot be read: " + reason);
  }

  @Test
  void refusesManySignatures() {
    assertThatThrownBy(() -> parse("", "\"sig\":\"\"},{".repeat(16) + "\"sig\":\"\""))
        .hasMessage("The DSSE envelope cannot be read: it has more than 16 signatures.");
  }

  private static DsseEnvelope parse(String payload, String signatures) throws Exception {
    String json =
        "{\"payloadType\":\"t\",\"payload\":\""
            + payload
            + "\",\"signatures\":[{"
            + signatures
            + "}]}";
    return DsseEnvelope.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}

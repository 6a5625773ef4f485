package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
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

  /** Else one signature would fit two meanings. */
  @Property(tries = 300)
  void twoPayloadsNeverEncodeAlike(
      @ForAll @StringLength(max = 6) String typeA,
      @ForAll @Size(max = 6) byte[] a,
      @ForAll @StringLength(max = 6) String typeB,
      @ForAll @Size(max = 6) byte[] b) {
    // Unpaired surrogates have no bytes of their own in UTF-8, and none come from JSON in UTF-8.
    boolean same =
        Arrays.equals(a, b)
            && Arrays.equals(
                typeA.getBytes(StandardCharsets.UTF_8), typeB.getBytes(StandardCharsets.UTF_8));

    assertThat(
            Arrays.equals(
                DsseEnvelope.preAuthenticationEncoding(typeA, a),
                DsseEnvelope.preAuthenticationEncoding(typeB, b)))
        .isEqualTo(same);
  }

  @Property(tries = 100)
  void readsWhatItWrites(@ForAll byte[] payload, @ForAll @Size(min = 1, max = 3) List<byte[]> sigs)
      throws Exception {
    DsseEnvelope written = new DsseEnvelope("text/plain; x=\"ü\"", payload, sigs);

    DsseEnvelope read = DsseEnvelope.parse(written.toBytes());

    assertThat(read.payloadType()).isEqualTo(written.payloadType());
    assertThat(read.payload()).isEqualTo(payload);
    assertThat(read.signatures()).usingRecursiveComparison().isEqualTo(sigs);
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

package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class DsseEnvelopePropertyTest {
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
}

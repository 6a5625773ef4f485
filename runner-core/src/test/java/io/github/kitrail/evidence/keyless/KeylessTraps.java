package io.github.kitrail.evidence.keyless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.CertifiedSigner;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;

/** Bundles that must be refused, each with its sentence. */
record KeylessTraps(HandmadeSigner signer) {

  /** A bundle as it is. */
  DynamicTest trap(String name, String sentence, ObjectNode bundle) {
    return trap(name, sentence, signer.trust().toJson(), bundle);
  }

  /** A bundle that is as good as others, for a verifier who trusts these. */
  DynamicTest trap(String name, String sentence, ObjectNode trust, ObjectNode bundle) {
    return dynamicTest(
        name,
        () ->
            assertThatThrownBy(() -> verify(trust, bundle))
                .isInstanceOfSatisfying(
                    KitrailException.class,
                    e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_TRUSTED))
                .hasMessageStartingWith("It is keyless, but proves nothing: ")
                .hasMessageContaining(sentence));
  }

  /** An honest bundle with one change. */
  DynamicTest changed(String name, String sentence, Consumer<ObjectNode> change) {
    ObjectNode bundle = signer.bundle();
    change.accept(bundle);
    return trap(name, sentence, bundle);
  }

  CertifiedSigner verify(ObjectNode bundle) throws Exception {
    return verify(signer.trust().toJson(), bundle);
  }

  private static CertifiedSigner verify(ObjectNode trust, ObjectNode bundle) throws Exception {
    return new SigstoreVerifier(TrustFiles.trustedRoot(HandmadeLog.bytes(trust), "root"))
        .verify(HandmadeSigner.read(bundle));
  }

  static ObjectNode material(ObjectNode bundle) {
    return (ObjectNode) bundle.path("verificationMaterial");
  }

  /** A hundred thousand sequences, each in the next. */
  static byte[] nested() {
    byte[] der = new byte[500_000];
    int start = der.length;
    while (start >= 5) {
      int length = der.length - start;
      start -= 5;
      der[start] = 0x30;
      der[start + 1] = (byte) 0x83;
      der[start + 2] = (byte) (length >> 16);
      der[start + 3] = (byte) (length >> 8);
      der[start + 4] = (byte) length;
    }
    return der;
  }
}

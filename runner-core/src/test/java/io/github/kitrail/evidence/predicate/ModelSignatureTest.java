package io.github.kitrail.evidence.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.Samples;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.modelkit.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSignatureTest {
  private static final String HEX = "ab".repeat(32);

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A statement that model_signing 1.1.1 wrote about these files. */
  @Test
  void isWhatModelSigningWrites() throws Exception {
    Bundle bundle = Bundle.parse(Samples.bytes("samples/model-signing/model.sig"));
    Statement theirs = Statement.parse(bundle.envelope().payload());
    ModelSignature read = ModelSignature.parse(theirs.predicate());
    Map<String, Digest> files =
        Map.of(
            "ünï.txt", digest("four\n"),
            "a.txt", digest("three\n"),
            "a-b.txt", digest("two\n"),
            "a/b.txt", digest("one\n"));
    assertThat(read.files()).isEqualTo(files);
    assertThat(theirs.isAbout(read.root())).isTrue();
    assertThat(read.symlinks()).isFalse();
    assertThat(read.ignores("cache/x")).isTrue();
    assertThat(read.ignores("cached")).isFalse();

    ModelSignature ours = ModelSignature.of(new HashMap<>(files));
    assertThat(ours.files().keySet()).containsExactlyElementsOf(read.files().keySet());
    assertThat(ours.root()).isEqualTo(read.root());
    assertThat(ModelSignature.parse(ours.toPredicate())).isEqualTo(ours);
  }

  @Test
  void leavesOutWhatModelSigningLeavesOut() {
    Digest some = digest("x");
    ModelSignature signature =
        ModelSignature.of(
            Map.of(".gitattributes", some, ".git/x", some, "a/.gitignore", some, ".gitx", some));
    assertThat(signature.files()).containsOnlyKeys("a/.gitignore", ".gitx");
    assertThat(signature.ignores(".github/w.yml")).isTrue();
    assertThat(signature.ignores("sub/.git")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "serialization":{"method":"shards","hash_type":"sha256","allow_symlinks":false}|signs shards by sha256
          "serialization":{"method":"files","hash_type":"blake3","allow_symlinks":false}|signs files by blake3
          "serialization":{"method":"files","hash_type":"sha256"}|whether it allows symbolic links
          "serialization":{"method":"files","hash_type":"sha256","allow_symlinks":"no"}|whether it allows symbolic links
          "serialization":{"method":"files","hash_type":"sha256","allow_symlinks":false,"ignore_paths":["."]}|it ignores "."
          "serialization":{"method":"files","hash_type":"sha256","allow_symlinks":false,"ignore_paths":["a/.."]}|it ignores "a/.."
          "serialization":{"method":"files","hash_type":"sha256","allow_symlinks":false,"ignore_paths":[1]}|it ignores 1
          "resources":{}|no list of resources
          "resources":[{"name":"a","algorithm":"blake2b","digest":"HEX"}]|its resource a has no SHA-256
          "resources":[{"name":"a","algorithm":"sha256","digest":"12"}]|its resource a has no SHA-256
          "resources":[{"algorithm":"sha256","digest":"HEX"}]|no text `name`
          "resources":[{"name":"a","algorithm":"sha256","digest":"HEX"},{"name":"a","algorithm":"sha256","digest":"HEX"}]|a is there twice
          """)
  void refusesWhatItCannotCheck(String member, String reason) throws Exception {
    String whole =
        "{\"serialization\":{\"method\":\"files\",\"hash_type\":\"sha256\",\"allow_symlinks\":false},"
            + "\"resources\":[]}";
    var body = (com.fasterxml.jackson.databind.node.ObjectNode) new ObjectMapper().readTree(whole);
    body.setAll(
        (com.fasterxml.jackson.databind.node.ObjectNode)
            new ObjectMapper().readTree("{" + member.replace("HEX", HEX) + "}"));
    Predicate predicate = new Predicate(PredicateType.MODEL_SIGNING, body);
    assertThatThrownBy(() -> ModelSignature.parse(predicate))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessageContaining(reason);
    assertThatThrownBy(() -> ModelSignature.parse(new Predicate(PredicateType.TEST_RESULT, body)))
        .hasMessageContaining("is of the type " + PredicateType.TEST_RESULT);
  }
}

package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.evidence.predicate.Predicate;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Digest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {
  private static final Digest SUBJECT =
      new Digest("fee3d405f4045a068d485832e67d3cf5fd321a99ea1a8b93f4e382e7593ef295");
  private static final Digest OTHER = new Digest("0".repeat(64));

  @ParameterizedTest
  @CsvSource({
    "v3-0,https://sigstore.dev/cosign/sign/v1",
    "v3-1,https://sigstore.dev/cosign/sign/v1",
    "v3-2,https://slsa.dev/provenance/v1",
    "v3-3,https://in-toto.io/attestation/test-result/v0.1",
  })
  void readsBothVersionsThatCosignWrites(String sample, String predicateType) throws Exception {
    Statement statement = Statement.parse(Samples.bytes("samples/" + sample + "-statement.json"));

    assertThat(statement.predicateType()).isEqualTo(predicateType);
    assertThat(statement.isAbout(SUBJECT)).isTrue();
    assertThat(statement.isAbout(OTHER)).isFalse();
  }

  @Test
  void writesASignatureAsVersionOne() {
    assertThat(Statement.signatureOf(OTHER).toBytes())
        .asString()
        .isEqualTo(
            "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\""
                + OTHER
                + "\",\"digest\":{\"sha256\":\""
                + OTHER.hex()
                + "\"}}],\"predicateType\":\"https://sigstore.dev/cosign/sign/v1\",\"predicate\":{}}");
  }

  @Test
  void readsWhatItWrites() throws Exception {
    Predicate predicate = new Predicate("https://example.com/x", StrictJson.object().put("ä", 1));
    Statement written = Statement.about(SUBJECT, "ghcr.io/acme/faq", predicate);

    assertThat(Statement.parse(written.toBytes())).isEqualTo(written);
  }

  @Test
  void oneOfSeveralSubjectsIsEnough() throws Exception {
    Statement statement =
        parse(
            "https://in-toto.io/Statement/v1",
            "{\"digest\":{\"sha256\":\""
                + OTHER.hex()
                + "\"}},{\"digest\":{\"sha512\":\"00\",\"sha256\":\""
                + SUBJECT.hex()
                + "\"}}");

    assertThat(statement.isAbout(SUBJECT)).isTrue();
  }

  @Test
  void onlySha256Counts() throws Exception {
    Statement statement =
        parse(
            "https://in-toto.io/Statement/v1",
            "{\"name\":\""
                + SUBJECT.hex()
                + "\",\"digest\":{\"sha512\":\""
                + SUBJECT.hex()
                + "\"}},{},\"sha256\"");

    assertThat(statement.isAbout(SUBJECT)).isFalse();
  }

  @Test
  void readsAPredicateThatIsText() throws Exception {
    String json =
        "{\"_type\":\"https://in-toto.io/Statement/v0.1\",\"subject\":[{\"digest\":{}}],"
            + "\"predicateType\":\"https://spdx.dev/Document\",\"predicate\":\"SPDXVersion: 2\"}";

    assertThat(Statement.parse(json.getBytes(StandardCharsets.UTF_8)).predicateType())
        .isEqualTo(PredicateType.parse("spdx"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://in-toto.io/Statement/v2|{\"digest\":{}}|its type is"
            + " \"https://in-toto.io/Statement/v2\"",
        "https://in-toto.io/Statement/v1|''|it has no subject",
      })
  void refusesOtherStatements(String type, String subjects, String reason) {
    assertThatThrownBy(() -> parse(type, subjects))
        .hasMessage("The statement cannot be read: " + reason + ".");
  }

  @Test
  void refusesTwoMeanings() {
    String twice = "{\"digest\":{\"sha256\":\"a\",\"sha256\":\"b\"}}";

    assertThatThrownBy(() -> parse("https://in-toto.io/Statement/v1", twice))
        .hasMessageContaining("Duplicate field 'sha256'");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] utf16 = "{\"_type\":\"x\"}".getBytes(StandardCharsets.UTF_16LE);
    byte[] latin1 = "{\"_type\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> Statement.parse(utf16)).hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> Statement.parse(latin1)).hasMessageContaining("it is not UTF-8 text");
  }

  @Test
  void refusesMoreSubjectsThanAnybodyNeeds() {
    String many = "{}" + ",{}".repeat(1024);

    assertThatThrownBy(() -> parse("https://in-toto.io/Statement/v1", many))
        .hasMessageContaining("more than 1024 subjects");
  }

  @Test
  void messagesCarryNoControlCharactersOfStrangers() {
    assertThatThrownBy(() -> parse("x\\u001b[2J\\n::error::\\u202e", "{}"))
        .hasMessage("The statement cannot be read: its type is \"x?[2J?::error::?\".");
  }

  private static Statement parse(String type, String subjects) throws Exception {
    String json =
        "{\"_type\":\""
            + type
            + "\",\"subject\":["
            + subjects
            + "],\"predicateType\":\"x\",\"predicate\":{}}";
    return Statement.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}

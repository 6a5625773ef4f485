package io.github.kitrail.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.CertificateIdentity;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.policy.expression.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static Policy parse(String text) throws KitrailException {
    return Policy.parse(text, "policy.yaml");
  }

  @Test
  void aListOfWordsIsAPolicy() throws Exception {
    Policy policy = parse("version: 1\nrequire: [signature, test-result]\n");
    assertThat(policy.rules()).extracting(Rule::name).containsExactly("signature", "test-result");
    assertThat(policy.rules())
        .extracting(rule -> rule.requirement().type())
        .containsExactly(PredicateType.SIGNATURE, PredicateType.TEST_RESULT);
    assertThat(policy.signers()).isEmpty();
  }

  @Test
  void readsAllThatThereIs() throws Exception {
    Policy policy =
        parse(
            """
            version: 2
            uri: https://example.com/policies/prod
            signers:
              release: {key: keys/release.pub}
              ci: {issuer: "https://issuer.example.com", identity: "/https://github.com/acme/.*/"}
            rules:
              - name: signed
                require: signature
                signedBy: [release]
              - require: https://example.com/review/v1
              - require: vsa
                verifier: https://example.com/verifier
                policy: https://example.com/policies/staging
                levels: [SLSA_BUILD_LEVEL_2]
              - require: test-result
                expression: now > timestamp("2026-01-01T00:00:00Z")
                message: It is early.
              - expression: files.all(f, f.format != "pickle")
                message: There is a pickle.
            bases:
              - require: signature
            """);
    assertThat(policy.uri()).isEqualTo("https://example.com/policies/prod");
    assertThat(policy.signers())
        .containsEntry("release", new SignerSource("keys/release.pub", null))
        .containsEntry(
            "ci",
            new SignerSource(
                null,
                new CertificateIdentity(
                    "https://issuer.example.com", "/https://github.com/acme/.*/")));
    assertThat(policy.rules())
        .extracting(Rule::name)
        .containsExactly(
            "signed", "https://example.com/review/v1", "vsa", "test-result", "rules[4]");
    assertThat(policy.rules().get(0).requirement().signedBy()).containsExactly("release");
    assertThat(policy.rules().get(2).requirement().summary())
        .isEqualTo(
            new SummaryTerms(
                "https://example.com/verifier",
                "https://example.com/policies/staging",
                List.of("SLSA_BUILD_LEVEL_2")));
    assertThat(policy.rules().get(3).demand().message()).isEqualTo("It is early.");
    assertThat(policy.bases()).hasSize(1);
    assertThat(policy.uses(Vocabulary.FILES)).isTrue();
    assertThat(policy.uses(Vocabulary.BASES)).isFalse();
  }

  @Test
  void refusesAPolicyThatLetsEverythingPass() {
    for (String text :
        List.of("version: 1\nrequire: []\n", "version: 2\nrules: []\nbases: [{require: vsa}]\n")) {
      assertThatThrownBy(() -> parse(text))
          .isInstanceOf(KitrailException.class)
          .hasMessageContaining("would let everything pass");
    }
    assertThatThrownBy(() -> parse("version: 1\n")).hasMessageContaining("`require` is missing");
    assertThatThrownBy(() -> parse("version: 2\n")).hasMessageContaining("`rules` is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version: 3                                                        | 1, column 10 | must be 1 or 2
          version: 1\\nrequires: [signature]                                | 2, column 1  | did you mean `require`?
          version: 1\\nrequire: [signatur]                                  | 2, column 11 | not a predicate type
          version: 1\\nrules: []                                            | 2, column 1  | not a policy field
          version: 2\\nrequire: []                                          | 2, column 1  | not a policy field
          version: 2\\nuri: prod\\nrules: []                                | 2, column 6  | must be an absolute URI
          version: 2\\nsigners: {}\\nrules: []                              | 2, column 10 | `signers` is empty
          version: 2\\nsigners: {a: {kye: x}}                               | 2, column 15 | did you mean `key`?
          version: 2\\nsigners: {a: {}}                                     | 2, column 14 | either `key`, or `issuer` and `identity`
          version: 2\\nsigners: {a: {key: k, issuer: i}}                    | 2, column 14 | either `key`, or `issuer` and `identity`
          version: 2\\nsigners: {a: {issuer: i}}                            | 2, column 14 | `signers.a.identity` is missing
          version: 2\\nsigners: {a: {issuer: i, identity: /(/}}             | 2, column 36 | no regular expression
          version: 2\\nrules: [{name: x}]                                   | 2, column 9  | needs `require`, `expression` or both
          version: 2\\nrules: [{require: sbom}]                             | 2, column 19 | not a predicate type
          version: 2\\nrules: [{requires: vsa}]                             | 2, column 10 | did you mean `require`?
          version: 2\\nrules: [{require: signature, signedBy: [a]}]         | 2, column 41 | the policy has no `signers`
          version: 2\\nsigners: {prod: {key: k}}\\nrules: [{require: signature, signedBy: [prd]}] | 3, column 41 | did you mean `prod`?
          version: 2\\nrules: [{require: signature, signedBy: []}]          | 2, column 40 | `signedBy` is empty
          version: 2\\nrules: [{require: vsa}]                              | 2, column 9  | `verifier` is missing
          version: 2\\nrules: [{require: vsa, verifier: "https://v"}]       | 2, column 9  | `policy` is missing
          version: 2\\nrules: [{require: vsa, verifier: v, policy: "u:p"}]  | 2, column 34 | must be an absolute URI
          version: 2\\nrules: [{require: vsa, verifier: "u:v", policy: "u:p", levels: [SLSA_BUILD_LEVEL_UNEVALUATED]}] | 2, column 65 | not a level that was verified
          version: 2\\nrules: [{require: test-result, levels: [a]}]         | 2, column 32 | belongs to a rule with `require: vsa`
          version: 2\\nrules: [{expression: "true", message: m, signedBy: [a]}] | 2, column 42 | belongs to a rule with `require`
          version: 2\\nrules: [{require: signature, message: m}]            | 2, column 30 | belongs to a rule with `expression`
          version: 2\\nrules: [{require: signature, expression: "true"}]    | 2, column 9  | needs a `message`
          """)
  void saysWhatIsWrongAndWhere(String text, String place, String problem) {
    assertThatThrownBy(() -> parse(text.replace("\\n", "\n")))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("policy.yaml, line " + place)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          expression: modelkit.digets == "a"          | 3, column 25 | no field `digets`; did you mean `digest`?
          expression: 'modelkit.digets == "a"'        | 3, column 26 | no field `digets`
          expression: >-\\n\\n        true\\n        && fils.size() == 0 | 6, column 12 | no `fils`
          expression: true\\n      && fils.size() == 0 | 4, column 10 | no `fils`
          expression: "true && \\"\\\\u0041\\" == fils" | 3, column 17 | no `fils`
          expression: 1 + 1                           | 3, column 17 | must be true or false
          expression: modelkit.digest ==              | 3, column 35 | mismatched input
          expression: now < timestamp("today")        | 3, column 33 | no time in RFC 3339
          expression: predicate.result == "PASSED"    | 3, column 17 | only in a rule with `require`
          expression: 'modelkit.digest > 1'           | 3, column 34 | no matching overload
          """)
  void saysWhereInAnExpression(String field, String place, String problem) {
    String rule = "version: 2\nrules:\n  - " + field.replace("\\n", "\n") + "\n    message: m\n";
    assertThatThrownBy(() -> parse(rule))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("policy.yaml, line " + place + ": `rules[0].expression`: ")
        .hasMessageContaining(problem);
  }

  @Test
  void saysWhereInABlock() {
    String rule =
        """
        version: 2
        rules:
          - message: m
            expression: |
              true &&

                fils.size() == 0
        """;
    assertThatThrownBy(() -> parse(rule))
        .hasMessageContaining("policy.yaml, line 7, column 9: ")
        .hasMessageContaining("did you mean `files`?");
  }
}

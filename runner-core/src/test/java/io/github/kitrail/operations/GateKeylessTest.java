package io.github.kitrail.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.cli.CommandRun;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.environment.Environments;
import io.github.kitrail.evidence.AuthorityVerifier;
import io.github.kitrail.evidence.CertificateIdentity;
import io.github.kitrail.evidence.CertificateSigner;
import io.github.kitrail.evidence.EvidenceWriter;
import io.github.kitrail.evidence.Samples;
import io.github.kitrail.evidence.Signer;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.evidence.StatementSigner;
import io.github.kitrail.evidence.TrustedSigners;
import io.github.kitrail.evidence.VerificationReport;
import io.github.kitrail.evidence.Verifier;
import io.github.kitrail.evidence.predicate.PredicateType;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies that trust identities, with certificates by an authority of the tests. */
class GateKeylessTest {
  private static final Path KEYLESS = Path.of("../examples/policies/keyless.yaml");

  @TempDir Path temp;
  private Contexts contexts;
  private Context context;
  private ModelKit modelKit;
  private Instant signedAt = Instant.now();

  @BeforeEach
  void aModelKit() throws Exception {
    Path home = temp.resolve("home");
    Path folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "GGUF weights");
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\nmodel: {name: m, path: model.gguf}\n");
    CommandRun.in(home).run("pack", folder.toString(), "-t", "m:1");
    Settings settings = new Settings(home, false, true, null, null, null, 4, "auto");
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    contexts =
        Contexts.open(
            settings,
            new Listener() {},
            Environments.detect(Map.of(), nowhere, Clock.systemUTC(), new SecureRandom()),
            Clock.systemUTC(),
            Pauses.SLEPT,
            Map.of("HOME", home.toString()));
    context = contexts.context();
    modelKit = ModelKit.read(context.locations().open("m:1"), context.retry());
  }

  @AfterEach
  void close() {
    contexts.close();
  }

  private void sign(Signer signer) throws Exception {
    Statement statement = Statement.signatureOf(modelKit.descriptor().digest());
    new EvidenceWriter(context.retry(), context.clock())
        .attach(
            modelKit.location().place(),
            modelKit.descriptor(),
            new StatementSigner(signer).signAndWait(statement));
  }

  private Gate.Result gate(Path policy) throws Exception {
    return Gate.run(
        new Gate.Request("m:1", policy, null, () -> new AuthorityVerifier(signedAt), null),
        context);
  }

  private static String explanation(Gate.Result result) {
    return result.rules().get(0).explanation();
  }

  @Test
  void onlyTheNamedIdentityPasses() throws Exception {
    assertThat(gate(KEYLESS).passed()).isFalse();
    sign(new CertificateSigner("other"));
    Gate.Result other = gate(KEYLESS);
    assertThat(other.passed()).isFalse();
    assertThat(explanation(other))
        .contains("signed by the identity https://github.com/eve/faq-bot/", "not by who was asked");
    assertThat(other.rules().get(0).evidence().get(0).signedBy()).isNull();
    sign(new CertificateSigner("leaf"));
    Gate.Result passed = gate(KEYLESS);
    assertThat(passed.passed()).as(explanation(passed)).isTrue();
    assertThat(passed.rules().get(0).evidence())
        .extracting(Gate.Seen::signedBy)
        .containsExactly(
            "identity https://github.com/acme/faq-bot/.github/workflows/release.yml@refs/tags/v1.0.0 by"
                + " https://token.actions.githubusercontent.com");
  }

  @Test
  void anotherRepositorysRunOfTheSameWorkflowIsTold() throws Exception {
    sign(new CertificateSigner("leaf"));
    String identity =
        "https://github.com/acme/faq-bot/.github/workflows/release.yml@refs/tags/v1.0.0";
    for (String repository : List.of("acme/faq-bot", "acme/other")) {
      TrustedSigners signers =
          new TrustedSigners(
              List.of(),
              List.of(
                  CertificateIdentity.of(
                      "https://token.actions.githubusercontent.com", identity, repository)));
      VerificationReport report =
          new Verifier(signers, new AuthorityVerifier(signedAt))
              .verify(
                  "m:1",
                  modelKit.descriptor().digest(),
                  Verify.read(modelKit, context),
                  PredicateType.SIGNATURE);
      assertThat(report.isVerified()).isEqualTo(repository.equals("acme/faq-bot"));
      if (!report.isVerified()) {
        assertThat(report.items().get(0).reason())
            .contains("for the repository acme/faq-bot, not by who was asked for");
      }
    }
  }

  @Test
  void itsClaimsCount() throws Exception {
    sign(new CertificateSigner("selfhosted"));
    Gate.Result result = gate(KEYLESS);
    assertThat(result.passed()).isFalse();
    assertThat(explanation(result)).contains("or on a machine that is not GitHub's. (Evidence ");
  }

  @Test
  void theTimeOfASignatureIsTheLogs() throws Exception {
    String text =
        Files.readString(KEYLESS)
            + """
              - name: fresh
                expression: >
                  evidence.exists(e, "release" in e.signer.names && e.signer.kind == "keyless"
                    && now - e.signer.signedAt < duration("24h"))
                message: Signed too long ago
            """;
    Path policy = Files.writeString(temp.resolve("policy.yaml"), text);
    sign(new CertificateSigner("leaf"));
    assertThat(gate(policy).passed()).isTrue();
    signedAt = Instant.now().minus(2, ChronoUnit.DAYS);
    assertThat(gate(policy).rules())
        .extracting(Gate.Rule::rule, Gate.Rule::passed)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("signature", true),
            org.assertj.core.groups.Tuple.tuple("fresh", false));
  }

  @Test
  void aKeyIsNoIdentity() throws Exception {
    String key = Samples.path("cosign/p256.key").toString();
    assertThat(
            CommandRun.in(temp.resolve("home"))
                .with("COSIGN_PASSWORD", "pw")
                .run("sign", "m:1", "--key", key)
                .status())
        .isZero();
    assertThat(gate(KEYLESS).passed()).isFalse();
  }
}

package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.evidence.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say about keyless signing, without any service. */
class KeylessRunTest {
  private static final String ISSUER = "https://token.actions.githubusercontent.com";

  @TempDir Path temp;
  private CommandRun.Shell shell;

  @BeforeEach
  void packs() throws Exception {
    shell = CommandRun.in(temp.resolve("home"));
    Path folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "weights");
    Files.writeString(
        folder.resolve("Kitfile"), "manifestVersion: 1.0.0\nmodel: {name: m, path: model.gguf}\n");
    assertThat(shell.run("pack", folder.toString(), "-t", "m:1").status()).isZero();
  }

  @Test
  void withoutKeyAndTokenItSaysWhatToSet() {
    fails(2, shell, "--identity-token", "sign", "m:1");
    fails(2, shell.with("GITHUB_ACTIONS", "true"), "`permissions: id-token: write`", "sign", "m:1");
    fails(2, shell, "--keyless", "run", temp.resolve("kit").toString(), "-t", "localhost:1/m:1");
    fails(2, shell, "--identity-token", "run", temp.resolve("kit").toString(), "--keyless");
  }

  @Test
  void aKeyAndAnIdentityExcludeEachOther() {
    fails(2, shell, "one or the other", "sign", "m:1", "--key", "k", "--identity-token", "env:T");
    fails(
        2, shell, "one or the other", "verify", "m:1", "--key", "k", "--certificate-identity", "a");
  }

  @Test
  void anIdentityIsWhoAndWhoSaysSo() {
    fails(2, shell, "Whose signature", "verify", "m:1");
    fails(
        2, shell, "both --certificate-oidc-issuer", "verify", "m:1", "--certificate-identity", "a");
    fails(
        2,
        shell,
        "both --certificate-oidc-issuer",
        "verify",
        "m:1",
        "--certificate-oidc-issuer",
        ISSUER);
    fails(
        2,
        shell,
        "no regular expression",
        "verify",
        "m:1",
        "--certificate-identity-regexp",
        "(",
        "--certificate-oidc-issuer",
        ISSUER);
  }

  @Test
  void withATrustedRootNobodyIsAsked() {
    String root = Samples.path("samples/trusted_root.json").toString();
    fails(
        3,
        shell,
        "no evidence",
        "verify",
        "m:1",
        "--certificate-identity",
        "a@example.com",
        "--certificate-oidc-issuer",
        ISSUER,
        "--trusted-root",
        root);
    fails(
        3,
        shell.with("KITRAIL_TRUSTED_ROOT", root),
        "no evidence",
        "verify",
        "m:1",
        "--certificate-identity-regexp",
        ".*@example.com",
        "--certificate-oidc-issuer",
        ISSUER);
  }

  private static void fails(int status, CommandRun.Shell shell, String sentence, String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    assertThat(run.err()).contains(sentence).doesNotContain("Exception", "\tat ");
  }
}

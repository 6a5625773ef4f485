package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.evidence.keyless.KeylessPeer;
import io.github.kitrail.evidence.keyless.KeylessStack;
import io.github.kitrail.evidence.keyless.ModelSigning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** model_signing verifies the folders that we sign, and we verify those that it signs. */
@Tag("peer")
class ModelSigningPeerTest {
  @TempDir Path temp;
  private CommandRun.Shell shell;
  private PeerProgram peer;
  private Path folder;
  private String bundle;
  private String pub;

  @BeforeEach
  void theExampleUnpacked() throws Exception {
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
    peer = new PeerProgram("model_signing", temp, Map.of());
    folder = temp.resolve("unpacked");
    bundle = temp.resolve("model.sig").toString();
    pub = temp.resolve("k.pub").toString();
    Path example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    Files.writeString(example.resolve("code/ünï code.py"), "x = 1\n");
    ok("pack", example.toString(), "-t", "faq-bot:1");
    ok("unpack", "faq-bot:1", "-d", folder.toString());
  }

  private CommandRun ok(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    return run;
  }

  private CommandRun ours(int status) {
    CommandRun run =
        shell.run("verify-folder", folder.toString(), "--bundle", bundle, "--key", pub);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    return run;
  }

  private String theirs() throws Exception {
    return peer.run("verify", "key", "--public_key", pub, "--signature", bundle, folder.toString());
  }

  /** Refused by both. */
  private void refused(String ours, String theirs) {
    assertThat(ours(3).err()).contains(ours);
    assertThatThrownBy(this::theirs)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecdsa-p256", "ecdsa-p384", "ecdsa-p521"})
  void modelSigningVerifiesWhatWeSign(String type) throws Exception {
    ok("generate-key", "--type", type, "--out", temp.resolve("k").toString());
    String key = temp.resolve("k.key").toString();
    ok("attest", "faq-bot:1", "--type", "model-signing", "--bundle", bundle, "--key", key);
    theirs();
    ours(0);
    Files.writeString(folder.resolve("code/train.py"), "evil");
    refused("Changed: code/train.py.", "Hash mismatch for 'code/train.py'");
    Files.delete(folder.resolve("code/train.py"));
    refused("Missing: code/train.py.", "Missing files");
  }

  /** With a key of OpenSSL's, as model_signing reads no encrypted key of cosign. */
  private void signedByThem(String curve, String... options) throws Exception {
    String key = temp.resolve("k.pem").toString();
    openssl("ecparam", "-genkey", "-noout", "-name", curve, "-out", key);
    openssl("ec", "-in", key, "-pubout", "-out", pub);
    List<String> sign =
        new ArrayList<>(List.of("sign", "key", "--private_key", key, "--signature", bundle));
    sign.addAll(Arrays.asList(options));
    sign.add(folder.toString());
    peer.run(sign.toArray(String[]::new));
  }

  private void openssl(String... args) throws Exception {
    new PeerProgram("openssl", temp, Map.of()).run(args);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prime256v1", "secp384r1", "secp521r1"})
  void weVerifyWhatModelSigningSigns(String curve) throws Exception {
    signedByThem(curve);
    theirs();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(ours(0).out()).contains(files.filter(Files::isRegularFile).count() + " files");
    }
    Files.writeString(folder.resolve("code/new.py"), "");
    refused("Not signed: code/new.py.", "Extra files");
    Files.delete(folder.resolve("code/new.py"));
    Files.writeString(folder.resolve("smoke.yaml"), "tests: []");
    refused("Changed: smoke.yaml.", "Hash mismatch for 'smoke.yaml'");
  }

  @Test
  void bothLeaveOutTheSamePaths() throws Exception {
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/HEAD"), "ref");
    Files.writeString(folder.resolve("code/.gitignore"), "*.pyc");
    bundle = folder.resolve("model.sig").toString();
    signedByThem("prime256v1", "--ignore-paths", folder.resolve("docs").toString());
    Files.writeString(folder.resolve(".git/HEAD"), "another ref");
    Files.writeString(folder.resolve("docs/new.md"), "new");
    theirs();
    assertThat(ours(0).out()).contains("not checked: .git\n", "not checked: docs\n");
    Files.writeString(folder.resolve("code/.gitignore"), "");
    refused("Changed: code/.gitignore.", "code/.gitignore");
  }

  @Test
  void bothWaysWorkKeylessly() throws Exception {
    String ann = "ann@example.com";
    try (KeylessStack stack = KeylessStack.start(Files.createDirectory(temp.resolve("s")))) {
      ModelSigning modelSigning = new ModelSigning(temp, stack);
      shell =
          shell
              .with("KITRAIL_TRUSTED_ROOT", stack.trustedRoot().toString())
              .with("KITRAIL_SIGNING_CONFIG", stack.signingConfig().toString());
      String[] verify = {
        "verify-folder",
        folder.toString(),
        "--bundle",
        bundle,
        "--certificate-identity",
        ann,
        "--certificate-oidc-issuer",
        stack.issuerUrl()
      };
      String token = Files.writeString(temp.resolve("token"), stack.emailToken(ann)).toString();
      ok(
          "attest",
          "faq-bot:1",
          "--type",
          "model-signing",
          "--bundle",
          bundle,
          "--identity-token",
          token);
      KeylessPeer.Answer answer =
          modelSigning.verify(ann, stack.issuerUrl(), folder, Path.of(bundle));
      assertThat(answer.isYes()).as(answer.text()).isTrue();
      ok(verify);

      modelSigning.sign(stack.emailToken(ann), folder, Path.of(bundle));
      ok(verify);
      Files.writeString(folder.resolve("smoke.yaml"), "tests: []");
      CommandRun changed = shell.run(verify);
      assertThat(changed.err()).contains("Changed: smoke.yaml.");
      verify[5] = "bob@example.com";
      CommandRun other = shell.run(verify);
      assertThat(other.status()).isEqualTo(3);
      assertThat(other.err()).contains("not by who was asked for");
    }
  }

  @Test
  void linksCountOnlyWhereTheyAreAllowed() throws Exception {
    signedByThem("prime256v1");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("smoke.yaml"));
    refused("Not allowed: link is a symbolic link.", "because it is a symlink");
    signedByThem("prime256v1", "--allow_symlinks");
    peer.run(
        "verify",
        "key",
        "--public_key",
        pub,
        "--allow_symlinks",
        "--signature",
        bundle,
        folder.toString());
    ours(0);
    Files.delete(folder.resolve("link"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("Kitfile"));
    assertThat(ours(3).err()).contains("Changed: link.");
    Files.delete(folder.resolve("link"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("code"));
    assertThat(ours(3).err()).contains("link is a symbolic link to a folder", "Missing: link.");
  }
}

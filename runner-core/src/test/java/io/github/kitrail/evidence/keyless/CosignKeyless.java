package io.github.kitrail.evidence.keyless;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** cosign 3 with an identity instead of a key. */
public record CosignKeyless(KeylessPeer program, KeylessStack stack) {
  public CosignKeyless(Path directory, KeylessStack stack) {
    this(new KeylessPeer("cosign3", directory), stack);
  }

  public void sign(String token, String reference) throws IOException {
    program.require(signing("sign", token, List.of(), reference));
  }

  public KeylessPeer.Answer trySigning(String token, String reference) throws IOException {
    return program.run(signing("sign", token, List.of(), reference));
  }

  /**
   * @param type one of cosign's words, or a predicate type's URI
   */
  public void attest(String token, String type, Path predicate, String reference)
      throws IOException {
    List<String> what = List.of("--type", type, "--predicate", predicate.toString());
    program.require(signing("attest", token, what, reference));
  }

  private List<String> signing(String command, String token, List<String> more, String reference) {
    List<String> words = new ArrayList<>(List.of(command, "--yes", "--allow-http-registry"));
    words.addAll(List.of("--identity-token", token));
    words.addAll(List.of("--signing-config", stack.signingConfig().toString()));
    words.addAll(List.of("--trusted-root", stack.trustedRoot().toString()));
    words.addAll(more);
    words.add(reference);
    return words;
  }

  public KeylessPeer.Answer verify(String identity, String issuer, String reference)
      throws IOException {
    return verify("verify", stack.trustedRoot(), identity, issuer, List.of(), reference);
  }

  public KeylessPeer.Answer verifyAttestation(
      String identity, String issuer, String type, String reference) throws IOException {
    List<String> more = List.of("--type", type);
    return verify("verify-attestation", stack.trustedRoot(), identity, issuer, more, reference);
  }

  /**
   * @param command {@code verify} or {@code verify-attestation}
   */
  public KeylessPeer.Answer verify(
      String command,
      Path trustedRoot,
      String identity,
      String issuer,
      List<String> more,
      String reference)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("--allow-http-registry"));
    words.addAll(more);
    return verifying(command, trustedRoot, identity, issuer, words, reference);
  }

  /**
   * @param command {@code verify-blob} or {@code verify-blob-attestation}
   * @param more {@code --bundle} and its file at least
   */
  public KeylessPeer.Answer verifyFile(
      String command,
      Path trustedRoot,
      String identity,
      String issuer,
      List<String> more,
      Path file)
      throws IOException {
    return verifying(command, trustedRoot, identity, issuer, more, file.toString());
  }

  private KeylessPeer.Answer verifying(
      String command,
      Path trustedRoot,
      String identity,
      String issuer,
      List<String> more,
      String what)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--trusted-root", trustedRoot.toString()));
    words.addAll(List.of("--certificate-identity", identity));
    words.addAll(List.of("--certificate-oidc-issuer", issuer));
    words.addAll(more);
    words.add(what);
    return program.run(words);
  }
}

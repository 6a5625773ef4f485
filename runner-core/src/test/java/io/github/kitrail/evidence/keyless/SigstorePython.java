package io.github.kitrail.evidence.keyless;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** sigstore-python, which signs and verifies files. */
public record SigstorePython(KeylessPeer program, KeylessStack stack) {
  public SigstorePython(Path directory, KeylessStack stack) {
    this(new KeylessPeer("sigstore", directory), stack);
  }

  public void sign(String token, Path file, Path bundle) throws IOException {
    program.require(
        List.of(
            "--trust-config",
            stack.clientTrustConfig().toString(),
            "sign",
            "--identity-token",
            token,
            "--bundle",
            bundle.toString(),
            file.toString()));
  }

  /**
   * Signs an in-toto statement about a file.
   *
   * @param type a predicate type that it knows: SLSA's provenance v0.2 or v1
   */
  public void attest(String token, String type, Path predicate, Path file, Path bundle)
      throws IOException {
    program.require(
        List.of(
            "--trust-config",
            stack.clientTrustConfig().toString(),
            "attest",
            "--predicate-type",
            type,
            "--predicate",
            predicate.toString(),
            "--identity-token",
            token,
            "--bundle",
            bundle.toString(),
            file.toString()));
  }

  public KeylessPeer.Answer verify(String identity, String issuer, String what, Path bundle)
      throws IOException {
    return verify(stack.clientTrustConfig(), identity, issuer, what, bundle);
  }

  /**
   * @param what a file, or a digest, {@code sha256:HEX}
   */
  public KeylessPeer.Answer verify(
      Path trustConfig, String identity, String issuer, String what, Path bundle)
      throws IOException {
    return program.run(
        List.of(
            "--trust-config",
            trustConfig.toString(),
            "verify",
            "identity",
            "--offline",
            "--bundle",
            bundle.toString(),
            "--cert-identity",
            identity,
            "--cert-oidc-issuer",
            issuer,
            what));
  }
}

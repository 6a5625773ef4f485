package io.github.kitrail.evidence.keyless;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** OpenSSF's model_signing, which signs and verifies folders. */
public record ModelSigning(KeylessPeer program, KeylessStack stack) {
  public ModelSigning(Path directory, KeylessStack stack) {
    this(new KeylessPeer("model_signing", directory), stack);
  }

  public void sign(String token, Path folder, Path signature) throws IOException {
    program.require(
        List.of(
            "sign",
            "sigstore",
            "--trust_config",
            stack.clientTrustConfig().toString(),
            "--identity_token",
            token,
            "--signature",
            signature.toString(),
            folder.toString()));
  }

  public KeylessPeer.Answer verify(String identity, String issuer, Path folder, Path signature)
      throws IOException {
    return program.run(
        List.of(
            "verify",
            "sigstore",
            "--trust_config",
            stack.clientTrustConfig().toString(),
            "--identity",
            identity,
            "--identity_provider",
            issuer,
            "--signature",
            signature.toString(),
            folder.toString()));
  }
}

package io.github.kitrail.act;

import io.github.kitrail.cli.PeerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A key pair that cosign made.
 *
 * @param secret PEM, encrypted with {@link #PASSPHRASE}
 */
record CosignKey(String secret, String open) {
  static final String PASSPHRASE = "a-passphrase-for-tests";

  static CosignKey generate(Path folder) throws IOException, InterruptedException {
    Map<String, String> variables =
        Map.of("COSIGN_PASSWORD", PASSPHRASE, "HOME", folder.toString());
    new PeerProgram("cosign3", folder, variables).run("generate-key-pair");
    return new CosignKey(
        Files.readString(folder.resolve("cosign.key")),
        Files.readString(folder.resolve("cosign.pub")));
  }

  /** As the secrets of a repository. */
  WorkflowRun in(WorkflowRun run) {
    return run.secret("COSIGN_KEY", secret)
        .secret("COSIGN_PASSWORD", PASSPHRASE)
        .var("COSIGN_PUBLIC_KEY", open);
  }
}

package io.github.kitrail.evidence;

import io.github.kitrail.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** cosign 2 or 3 as a program, kept from every log and server but the registry of the test. */
final class CosignPeer {
  static final String PASSPHRASE = "peer";
  private static final String SIGNING_CONFIG =
      "{\"mediaType\":\"application/vnd.dev.sigstore.signingconfig.v0.2+json\"}";
  private static final String TRUSTED_ROOT =
      "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}";

  private final int version;
  private final Path program;
  private final Path directory;

  CosignPeer(int version, Path directory) {
    this.version = version;
    this.program = Peers.program("cosign" + version);
    this.directory = directory;
  }

  /** What a program said and how it ended. */
  record Answer(int exit, String text) {
    boolean isYes() {
      return exit == 0;
    }
  }

  void generateKeyPair() throws IOException {
    require("generate-key-pair");
  }

  /** Turns a plain PEM key into NAME.key and NAME.pub. */
  void importKeyPair(Path pem, String name) throws IOException {
    require("import-key-pair", "--key", pem.toString(), "--output-key-prefix", name);
  }

  void sign(String key, String reference, String... more) throws IOException {
    require(command("sign", signing(), key, reference, more));
  }

  void attest(String key, String reference, String... more) throws IOException {
    require(command("attest", signing(), key, reference, more));
  }

  /** Each signature as cosign 2 writes them, by tag, or cosign 3, as a bundle. */
  private List<String> signing() throws IOException {
    return version == 2
        ? List.of("--yes", "--tlog-upload=false")
        : List.of("--yes", "--signing-config", file("signing-config.json", SIGNING_CONFIG));
  }

  Answer verify(String key, String reference, String... more) throws IOException {
    return run(command("verify", List.of("--insecure-ignore-tlog"), key, reference, more));
  }

  /** Of the tags only, as cosign 2 does when nobody tells it anything. */
  Answer verifyAttestation(String key, String reference, String... more) throws IOException {
    return run(
        command("verify-attestation", List.of("--insecure-ignore-tlog"), key, reference, more));
  }

  Answer verifyBundle(String command, String key, String reference, String... more)
      throws IOException {
    // cosign 3 looks for bundles first; 2 has to be told, and wants a trusted root even for a key.
    List<String> flags = new ArrayList<>(List.of("--insecure-ignore-tlog"));
    if (version == 2) {
      flags.add("--new-bundle-format");
      flags.addAll(List.of("--trusted-root", file("trusted-root.json", TRUSTED_ROOT)));
    }
    return run(command(command, flags, key, reference, more));
  }

  private String[] command(
      String command, List<String> flags, String key, String reference, String... more) {
    List<String> words = new ArrayList<>(List.of(command, "--allow-http-registry"));
    words.addAll(flags);
    words.addAll(List.of("--key", key));
    words.addAll(List.of(more));
    words.add(reference);
    return words.toArray(new String[0]);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  private void require(String... arguments) throws IOException {
    Answer answer = run(arguments);
    if (!answer.isYes()) {
      throw new IllegalStateException(List.of(arguments) + ":\n" + answer.text());
    }
  }

  private Answer run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectErrorStream(true).environment().put("COSIGN_PASSWORD", PASSPHRASE);
    // cosign 2 has referrers of its own only as an experiment.
    builder.environment().put("COSIGN_EXPERIMENTAL", "1");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("cosign does not end: " + command);
      }
      return new Answer(process.exitValue(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}

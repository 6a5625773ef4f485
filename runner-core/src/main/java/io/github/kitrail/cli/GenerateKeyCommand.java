package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.GenerateKey;
import java.io.Console;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "generate-key",
    description =
        "Makes a pair of keys, PREFIX.key (encrypted as cosign does it) and PREFIX.pub. The passphrase comes from"
            + " COSIGN_PASSWORD or KITRAIL_KEY_PASSPHRASE, or is asked for on the terminal.")
final class GenerateKeyCommand extends KitrailCommand<GenerateKey.Result> {
  @Option(
      names = "--out",
      paramLabel = "PREFIX",
      defaultValue = "cosign",
      description = "The files' path and name, without .key and .pub.")
  String prefix = "cosign";

  @Option(
      names = "--type",
      paramLabel = "ecdsa-p256|ecdsa-p384|ecdsa-p521|ed25519|rsa-3072",
      defaultValue = "ecdsa-p256",
      description = "The kind of key; cosign verifies ecdsa-p256 without further options.")
  String type = "ecdsa-p256";

  @Option(
      names = "--force",
      description = "Replaces files of these names. What the old key signed needs its old .pub.")
  boolean force;

  GenerateKeyCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  GenerateKey.Result execute(Context context) throws KitrailException {
    return GenerateKey.run(
        new GenerateKey.Request(prefix, type, force, GenerateKeyCommand::ask), context);
  }

  /** Never an option: a command line is for everyone to read. */
  private static Optional<char[]> ask() throws KitrailException {
    @Nullable Console console = System.console();
    if (console == null) {
      return Optional.empty();
    }
    char[] first = console.readPassword("Passphrase of the new key: ");
    char[] second = console.readPassword("The same again: ");
    if (first == null || second == null || !Arrays.equals(first, second)) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL, "Could not make a key: the two passphrases are not the same.");
    }
    Arrays.fill(second, '\0');
    return Optional.of(first);
  }

  @Override
  void print(GenerateKey.Result result, PrintStream out) {
    out.println("Private key " + result.privateKey() + ", keep it and its passphrase secret");
    out.println("Public key  " + result.publicKey() + ", for all who verify");
  }
}

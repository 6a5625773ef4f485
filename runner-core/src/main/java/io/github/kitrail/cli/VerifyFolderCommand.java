package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.VerifyFolder;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify-folder",
    description =
        "Verifies that a folder holds the files that a bundle of model_signing signs, and no others.")
final class VerifyFolderCommand extends KitrailCommand<VerifyFolder.Result> {
  @Parameters(paramLabel = "DIR", description = "The folder, such as unpack made it.")
  Path folder = Path.of("");

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "FILE",
      description =
          "The bundle, of `kitrail attest --type model-signing` or of `model_signing sign`.")
  Path bundle = Path.of("");

  @Mixin VerifierOptions verifier = new VerifierOptions();

  VerifyFolderCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  VerifyFolder.Result execute(Context context) throws KitrailException {
    return VerifyFolder.run(
        new VerifyFolder.Request(folder, bundle, verifier.require(context)), context);
  }

  @Override
  void print(VerifyFolder.Result result, PrintStream out) {
    out.println(
        "Verified " + result.folder() + ": " + result.files() + " files are as they were signed");
    out.println("  " + result.signed());
    result.ignored().forEach(path -> out.println("  not checked: " + path));
  }
}

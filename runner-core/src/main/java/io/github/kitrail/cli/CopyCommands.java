package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.CopyModelKit;
import io.github.kitrail.operations.Unpack;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that copy one ModelKit from place to place. */
final class CopyCommands {
  private CopyCommands() {}

  private abstract static class Copy extends KitrailCommand<CopyModelKit.Result> {
    private final String done;

    Copy(Terminal terminal, String done) {
      super(terminal);
      this.done = done;
    }

    @Override
    void print(CopyModelKit.Result result, PrintStream out) {
      printCopy(done, result, out);
    }
  }

  private static void printCopy(String done, CopyModelKit.Result result, PrintStream out) {
    String evidence =
        result.evidence() == 0 ? "" : " with " + result.evidence() + " signatures and attestations";
    out.println(
        done
            + " "
            + result.reference()
            + " "
            + result.digest()
            + evidence
            + " ("
            + Bytes.format(result.movedBytes())
            + " moved, "
            + Bytes.format(result.skippedBytes())
            + " already there)");
  }

  @Command(name = "push", description = "Copies a ModelKit from the local store to its registry.")
  static final class Push extends Copy {
    @Parameters(
        index = "0",
        paramLabel = "SOURCE",
        description = "In the store: [registry/]repository:tag.")
    String source = "";

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "DESTINATION",
        description = "registry/repository:tag, when it is not the source's own name.")
    @Nullable String destination;

    Push(Terminal terminal) {
      super(terminal, "Pushed");
    }

    @Override
    CopyModelKit.Result execute(Context context) throws KitrailException {
      return CopyModelKit.push(source, destination == null ? source : destination, context);
    }
  }

  @Command(
      name = "pull",
      description =
          "Copies a ModelKit, its evidence and the ModelKits it stands on from a registry to the local store.")
  static final class Pull extends KitrailCommand<Record> {
    @Parameters(paramLabel = "REF", description = "registry/repository:tag or @digest")
    String reference = "";

    @Option(
        names = "--to",
        paramLabel = "DIR",
        description =
            "Lays its files out in this folder instead, straight from the registry, without a copy in the store.")
    @Nullable Path folder;

    @Mixin private final ExpectedOptions expected = new ExpectedOptions();

    Pull(Terminal terminal) {
      super(terminal);
    }

    @Override
    Record execute(Context context) throws KitrailException {
      if (folder == null) {
        return CopyModelKit.pull(reference, expected.expected(context), context);
      }
      return Unpack.fromRegistry(
          new Unpack.Request(
              reference,
              folder.toAbsolutePath(),
              List.of(),
              false,
              false,
              expected.expected(context)),
          context);
    }

    @Override
    void print(Record result, PrintStream out) {
      if (result instanceof Unpack.Result unpacked) {
        out.println("Pulled " + unpacked.reference() + " to " + unpacked.directory());
      } else if (result instanceof CopyModelKit.Result copied) {
        printCopy("Pulled", copied, out);
      }
    }
  }

  @Command(
      name = "promote",
      description = "Copies a ModelKit with its signatures and attestations; the tag comes last.")
  static final class Promote extends Copy {
    @Parameters(
        index = "0",
        paramLabel = "SOURCE",
        description = "registry/repository:tag or @digest")
    String source = "";

    @Parameters(index = "1", paramLabel = "DESTINATION", description = "registry/repository:tag")
    String destination = "";

    Promote(Terminal terminal) {
      super(terminal, "Promoted to");
    }

    @Override
    CopyModelKit.Result execute(Context context) throws KitrailException {
      return CopyModelKit.promote(source, destination, context);
    }
  }
}

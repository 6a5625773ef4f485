package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Expected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What evidence the ModelKit of a command should have, and whether it must. */
final class ExpectedOptions {
  /** Stands for the option without a value. */
  private static final String DECLARED = "expected";

  @Option(
      names = "--require",
      arity = "0..1",
      fallbackValue = DECLARED,
      paramLabel = "TYPE",
      preprocessor = PredicateTypeArgument.class,
      description =
          "Fails, instead of a warning, when evidence that the ModelKit should have is not there; with a type,"
              + " signature or a predicate's, that has to be there too. Can be repeated.")
  List<String> required = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The evidence that this policy (YAML) requires should be there, too.")
  @Nullable Path policy;

  /** When somebody is named, only evidence of theirs counts; else it is only looked for. */
  @Mixin VerifierOptions verifier = new VerifierOptions();

  Expected expected(Context context) throws KitrailException {
    return new Expected(
        required.stream().filter(it -> !it.equals(DECLARED)).toList(),
        policy,
        !required.isEmpty(),
        verifier.choose(context).orElse(null));
  }
}

package io.github.kitrail.inference.command;

import io.github.kitrail.inference.assertion.Assertion;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test that is a command: it passes when that ends with status 0, and what it prints is as it
 * should be.
 *
 * @param line of the spec, where the test's name stands, counted from 1
 * @param arguments the program first; no shell reads them
 * @param timeout after which it is ended
 * @param variables of our environment that are passed on besides what programs need
 * @param assertions about its standard output
 * @param threshold as a test of the model's has it; the exit status counts whatever it is
 */
public record CommandCheck(
    String name,
    int line,
    List<String> arguments,
    Duration timeout,
    List<String> variables,
    List<Assertion> assertions,
    @Nullable Double threshold) {
  public CommandCheck {
    arguments = List.copyOf(arguments);
    variables = List.copyOf(variables);
    assertions = List.copyOf(assertions);
  }
}

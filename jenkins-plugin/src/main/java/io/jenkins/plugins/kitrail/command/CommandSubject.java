package io.jenkins.plugins.kitrail.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a command line is about: a folder, references of ModelKits, or both.
 *
 * @param folder as it was given; of {@code kitrail test} that may be a reference, too; null for
 *     none
 * @param references as they were given
 */
public record CommandSubject(@CheckForNull String folder, List<String> references) {
  private static final String TAG = "--tag=";

  /** Those whose parameter is a folder. */
  private static final Set<String> OF_FOLDERS = Set.of("run", "publish", "test");

  public CommandSubject {
    references = List.copyOf(references);
  }

  /**
   * @param line a line of {@link Arguments#commandLine}
   */
  public static CommandSubject of(List<String> line) {
    List<String> references = new ArrayList<>();
    mapped(
        line,
        it -> {
          references.add(it);
          return it;
        });
    List<String> parameters = parameters(line);
    if (!OF_FOLDERS.contains(line.get(0))) {
      return new CommandSubject(null, references);
    }
    return new CommandSubject(parameters.isEmpty() ? "." : parameters.get(0), references);
  }

  /** The same line, with other references. */
  static List<String> mapped(List<String> line, UnaryOperator<String> reference) {
    List<String> mapped = new ArrayList<>();
    boolean ofFolder = OF_FOLDERS.contains(line.get(0));
    int end = line.indexOf("--");
    for (int i = 0; i < line.size(); i++) {
      String argument = line.get(i);
      if (i < end && argument.startsWith(TAG)) {
        mapped.add(TAG + reference.apply(argument.substring(TAG.length())));
      } else if (i > end && !ofFolder) {
        mapped.add(reference.apply(argument));
      } else {
        mapped.add(argument);
      }
    }
    return mapped;
  }

  private static List<String> parameters(List<String> line) {
    return line.subList(line.indexOf("--") + 1, line.size());
  }
}

package io.github.kitrail.environment;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Finds out where we run. */
public final class Environments {
  private Environments() {}

  /**
   * The first that recognizes itself; a laptop otherwise.
   *
   * @param env the process's environment variables
   * @param log where messages go, as a rule standard error; results have standard output
   * @param random unpredictable: it makes delimiters that untrusted text must not guess
   */
  public static Environment detect(
      Map<String, String> env, PrintStream log, Clock clock, RandomGenerator random) {
    Variables variables = new Variables(env);
    if (GitHubActions.isHere(variables)) {
      return new GitHubActions(variables, log, random);
    }
    if (GitLab.isHere(variables)) {
      return new GitLab(variables, log, clock);
    }
    if (Jenkins.isHere(variables)) {
      return new Jenkins(variables, log);
    }
    return new Local(variables, log);
  }
}

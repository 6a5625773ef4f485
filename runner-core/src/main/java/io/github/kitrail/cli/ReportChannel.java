package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.environment.Annotation;
import io.github.kitrail.environment.Environment;
import io.github.kitrail.github.GitHubAccess;
import io.github.kitrail.github.GitHubApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way to GitHub's API, opened when it is needed; what does not get through is a warning. */
final class ReportChannel implements AutoCloseable {
  private final Terminal terminal;
  private final Environment environment;
  private final ActionValues values;
  private final Set<String> warned = new HashSet<>();
  private @Nullable GitHubApi api;

  ReportChannel(Terminal terminal, Environment environment, ActionValues values) {
    this.terminal = terminal;
    this.environment = environment;
    this.values = values;
  }

  /** Something to tell. */
  interface Telling {
    void run() throws KitrailException, IOException;
  }

  /** Tries it; a step does not fail because of what it could not tell, nor by a bug in that. */
  void tell(Telling telling) {
    try {
      telling.run();
    } catch (KitrailException e) {
      warn(e.getMessage() + new ActionAdvice(terminal.env()).afterApi(e.code()));
    } catch (IOException e) {
      warn("Could not prepare what GitHub is told: " + e + ".");
    } catch (RuntimeException e) {
      warn("Could not tell GitHub, which is a bug: " + e + ".");
    }
  }

  private void warn(String sentence) {
    if (warned.add(sentence)) {
      environment.annotate(
          Annotation.of(Annotation.Level.WARNING, sentence + " The step goes on without it."));
    }
  }

  GitHubApi api() throws KitrailException {
    GitHubApi opened = api;
    if (opened == null) {
      String authority = values.get("tls-ca");
      opened =
          GitHubApi.open(
              GitHubAccess.of(terminal.env(), values.get(ActionInputs.TOKEN)),
              terminal.env(),
              authority.isEmpty() ? null : Path.of(authority),
              terminal.clock(),
              terminal.pauses()::spend);
      api = opened;
    }
    return opened;
  }

  @Override
  public void close() {
    if (api != null) {
      api.close();
    }
  }
}

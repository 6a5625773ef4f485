package hudson;

import hudson.model.TaskListener;
import io.github.kitrail.signatures.StandIn;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * A signature of <a href="https://javadoc.jenkins.io/hudson/Launcher.html">Launcher</a>. Starts
 * processes on this machine, with all output in one stream.
 */
public abstract class Launcher {
  Launcher() {}

  public boolean isUnix() {
    return File.pathSeparatorChar == ':';
  }

  public final ProcStarter launch() {
    return new ProcStarter();
  }

  public abstract void kill(Map<String, String> modelEnvVars)
      throws IOException, InterruptedException;

  /** See the link above. */
  public static class LocalLauncher extends Launcher {
    public LocalLauncher(TaskListener listener) {}

    @Override
    public void kill(Map<String, String> modelEnvVars) throws InterruptedException {
      throw StandIn.body();
    }
  }

  /** See the link above. */
  public final class ProcStarter {
    private List<String> commands = List.of();
    private OutputStream stdout = OutputStream.nullOutputStream();

    private ProcStarter() {}

    public ProcStarter cmds(String... args) {
      return cmds(List.of(args));
    }

    public ProcStarter cmds(List<String> args) {
      commands = args;
      return this;
    }

    public ProcStarter stdout(OutputStream out) {
      stdout = out;
      return this;
    }

    public ProcStarter quiet(boolean quiet) {
      return this;
    }

    public int join() throws IOException, InterruptedException {
      Process process = new ProcessBuilder(commands).redirectErrorStream(true).start();
      process.getOutputStream().close();
      process.getInputStream().transferTo(stdout);
      return process.waitFor();
    }
  }
}

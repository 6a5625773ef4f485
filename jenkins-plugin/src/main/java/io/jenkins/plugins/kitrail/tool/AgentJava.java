package io.jenkins.plugins.kitrail.tool;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.JDK;
import hudson.model.Node;
import hudson.model.TaskListener;
import io.jenkins.plugins.kitrail.command.JavaVersion;
import io.jenkins.plugins.kitrail.durable.UnusableAgentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.security.MasterToSlaveCallable;

/** Finds the Java that runs the tool, and asks it for its version instead of believing a name. */
final class AgentJava {
  private final Launcher launcher;

  AgentJava(Launcher launcher) {
    this.launcher = launcher;
  }

  /**
   * What may be a Java, the best first.
   *
   * @param jdk the name of a JDK in Jenkins' tools; null for the Java that the agent itself runs
   *     on, or else JAVA_HOME, or else the one on PATH, as a container may have no other
   */
  Set<String> candidates(
      @CheckForNull String jdk, Node node, FilePath workspace, EnvVars env, TaskListener listener)
      throws IOException, InterruptedException, UnusableAgentException {
    if (jdk != null) {
      return Set.of(program(home(jdk, node, env, listener)));
    }
    Set<String> candidates = new LinkedHashSet<>();
    candidates.add(program(workspace.act(new OwnHome())));
    String home = env.get("JAVA_HOME");
    if (home != null && !home.isBlank()) {
      candidates.add(program(home));
    }
    candidates.add("java");
    return candidates;
  }

  /**
   * The first that starts and is new enough.
   *
   * @param candidates paths, or names to be found on PATH
   * @param agent its name, for the sentence; empty for the built-in node
   */
  String choose(Set<String> candidates, String agent)
      throws InterruptedException, UnusableAgentException {
    List<String> tried = new ArrayList<>();
    for (String candidate : candidates) {
      JavaVersion version = version(candidate);
      if (version != null && version.isNewEnough()) {
        return candidate;
      }
      tried.add(candidate + (version == null ? " does not start" : " is " + version.text()));
    }
    throw new UnusableAgentException(
        "kitrail needs Java "
            + JavaVersion.OLDEST
            + " or newer, and "
            + (agent.isEmpty() ? "the built-in node" : "agent " + agent)
            + " has none: "
            + String.join(", ", tried)
            + ". Install one, or name a newer JDK of Manage Jenkins, Tools, in the argument jdk or in"
            + " Kitrail's settings at Manage Jenkins, System.");
  }

  private static String home(String jdk, Node node, EnvVars env, TaskListener listener)
      throws IOException, InterruptedException, UnusableAgentException {
    JDK tool = Jenkins.get().getJDK(jdk);
    if (tool == null) {
      throw new UnusableAgentException(
          "There is no JDK "
              + jdk
              + " at Manage Jenkins, Tools. Add it there, or correct the argument jdk.");
    }
    String home = tool.forNode(node, listener).forEnvironment(env).getHome();
    if (home == null || home.isBlank()) {
      throw new UnusableAgentException("The JDK " + jdk + " has no home at Manage Jenkins, Tools.");
    }
    return home;
  }

  private String program(String home) {
    return launcher.isUnix() ? home + "/bin/java" : home + "\\bin\\java.exe";
  }

  /** Null when it does not start, or is no Java. */
  @CheckForNull
  private JavaVersion version(String java) throws InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      launcher.launch().cmds(java, "-version").stdout(printed).quiet(true).join();
    } catch (IOException e) {
      // Not there; a connection that broke is noticed by whoever goes on.
      return null;
    }
    return JavaVersion.parse(printed.toString(StandardCharsets.UTF_8));
  }

  /** The Java that the agent runs on. */
  private static final class OwnHome extends MasterToSlaveCallable<String, IOException> {
    private static final long serialVersionUID = 1L;

    @Override
    public String call() {
      return System.getProperty("java.home");
    }
  }
}

package io.jenkins.plugins.kitrail.tool;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Node;
import hudson.model.TaskListener;
import io.jenkins.plugins.kitrail.durable.UnusableAgentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The tool on an agent, where commands see it.
 *
 * @param java a path, or a name to be found on PATH
 * @param folder where the tool is; it has programs {@code kitrail} and {@code kitrail.cmd}
 */
public record AgentTool(String java, FilePath folder) {
  /** The variable from which the programs of the folder know their Java. */
  public static final String JAVA = "KITRAIL_JAVA";

  /**
   * Finds a Java and copies the tool, if that is not there yet.
   *
   * @param jdk the name of a JDK in Jenkins' tools; null for the agent's own Java
   * @param installation the name of a Kitrail in Jenkins' tools; null for the tool of this plugin
   * @throws UnusableAgentException for an agent without a Java that can run it
   */
  public static AgentTool on(
      Node node,
      FilePath workspace,
      Launcher launcher,
      EnvVars env,
      @CheckForNull String jdk,
      @CheckForNull String installation,
      TaskListener listener)
      throws IOException, InterruptedException, UnusableAgentException {
    AgentJava javas = new AgentJava(launcher);
    String java =
        javas.choose(javas.candidates(jdk, node, workspace, env, listener), node.getNodeName());
    if (installation != null) {
      String home = KitrailInstallation.home(installation, node, env, listener);
      return new AgentTool(java, workspace.child(home));
    }
    String last = "";
    for (FilePath root : roots(node, workspace, env)) {
      AgentTool tool = new AgentTool(java, ToolCache.get().install(node.getNodeName(), root));
      last = tool.failure(launcher);
      if (last.isEmpty()) {
        return tool;
      }
    }
    throw new UnusableAgentException(
        "kitrail does not start with " + java + ": " + last.lines().findFirst().orElse("") + ".");
  }

  /** A container sees the workspace, and the folder beside it, but seldom the agent's own. */
  private static List<FilePath> roots(Node node, FilePath workspace, EnvVars env)
      throws IOException {
    FilePath own = node.getRootPath();
    if (own == null) {
      throw new IOException("it went offline");
    }
    return List.of(own.child("caches"), BesideWorkspace.of(workspace, env));
  }

  /** What the tool says instead of its version; empty when all is well. */
  private String failure(Launcher launcher) throws InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      int status =
          launcher.launch().cmds(command(List.of("--version"))).stdout(printed).quiet(true).join();
      String said = printed.toString(StandardCharsets.UTF_8).strip();
      return status == 0 ? "" : said.isEmpty() ? "it ended with status " + status : said;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * The program and all of its arguments.
   *
   * @param arguments those of {@code kitrail}
   */
  public List<String> command(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "@" + folder.child(BundledTool.OPTIONS).getRemote(),
                "-jar",
                folder.child(BundledTool.JAR).getRemote()));
    command.addAll(arguments);
    return command;
  }
}

package io.jenkins.plugins.kitrail.execution;

import hudson.EnvVars;
import hudson.FilePath;
import io.jenkins.plugins.kitrail.tool.BesideWorkspace;
import java.io.IOException;

/**
 * A folder beside the workspace, where no archiving and no {@code stash} finds it, for what the
 * tool only takes as a file. Nobody but the agent's user may read it.
 */
final class SecretFolder {
  private final FilePath folder;

  private SecretFolder(FilePath folder) {
    this.folder = folder;
  }

  /**
   * @param id unique, so that parallel steps have their own
   */
  static SecretFolder beside(FilePath workspace, EnvVars environment, String id) {
    return new SecretFolder(BesideWorkspace.of(workspace, environment).child("kitrail-" + id));
  }

  /**
   * Writes a file.
   *
   * @return its path on the agent
   */
  String write(String name, String content) throws IOException, InterruptedException {
    folder.mkdirs();
    folder.chmod(0700);
    FilePath file = file(name);
    // Closed to others before there is anything in it.
    file.write("", "UTF-8");
    file.chmod(0600);
    file.write(content, "UTF-8");
    return file.getRemote();
  }

  /** A file that may be there or not. */
  FilePath file(String name) {
    return folder.child(name);
  }

  /** On the agent. */
  String path() {
    return folder.getRemote();
  }

  /** Removes it; nothing happens when it is not there. */
  void remove() throws IOException, InterruptedException {
    folder.deleteRecursive();
  }
}

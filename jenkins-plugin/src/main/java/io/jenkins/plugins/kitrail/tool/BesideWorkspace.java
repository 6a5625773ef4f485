package io.jenkins.plugins.kitrail.tool;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.slaves.WorkspaceList;

/**
 * The folder that Jenkins has for what belongs to a build and is not its result: containers see it,
 * and nothing archives it.
 */
public final class BesideWorkspace {
  private BesideWorkspace() {}

  /**
   * @param folder where a step runs; with {@code dir} that is some folder of the workspace, whose
   *     own sibling would be in the workspace
   * @param environment of the step
   */
  public static FilePath of(FilePath folder, EnvVars environment) {
    String told = environment.get("WORKSPACE_TMP");
    if (told != null && !told.isBlank()) {
      return folder.child(told);
    }
    FilePath sibling = WorkspaceList.tempDir(folder);
    return sibling == null ? folder : sibling;
  }
}

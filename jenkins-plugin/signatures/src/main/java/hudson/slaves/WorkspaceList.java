package hudson.slaves;

import hudson.FilePath;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/slaves/WorkspaceList.html">WorkspaceList</a>. Works.
 */
public final class WorkspaceList {
  private WorkspaceList() {}

  /** Beside the workspace; null for a file system's root. */
  public static FilePath tempDir(FilePath ws) {
    FilePath parent = ws.getParent();
    return parent == null ? null : parent.child(ws.getName() + "@tmp");
  }
}

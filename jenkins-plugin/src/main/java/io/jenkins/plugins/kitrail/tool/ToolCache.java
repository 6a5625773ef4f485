package io.jenkins.plugins.kitrail.tool;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.MasterToSlaveFileCallable;

/** Copies the tool to an agent, once for each version of it. */
@Extension
public final class ToolCache {
  private final Map<String, Object> locks = new ConcurrentHashMap<>();
  @CheckForNull private BundledTool bundled;

  static ToolCache get() {
    return ExtensionList.lookupSingleton(ToolCache.class);
  }

  private synchronized BundledTool bundled() throws IOException {
    if (bundled == null) {
      bundled = BundledTool.of(ToolCache.class);
    }
    return bundled;
  }

  /**
   * The folder of the tool.
   *
   * @param node the name of the agent
   * @param root a folder of the agent that nobody tidies up
   */
  FilePath install(String node, FilePath root) throws IOException, InterruptedException {
    return install(bundled(), node, root);
  }

  FilePath install(BundledTool tool, String node, FilePath root)
      throws IOException, InterruptedException {
    FilePath folder = root.child("kitrail").child(tool.digest());
    // Many steps may start on one agent at once, and the jar is tens of megabytes.
    synchronized (locks.computeIfAbsent(node + ":" + folder.getRemote(), it -> new Object())) {
      folder.mkdirs();
      for (BundledTool.Part part : tool.parts()) {
        try {
          copy(part, folder);
        } catch (IOException e) {
          throw explained(e, part, folder);
        }
      }
    }
    return folder;
  }

  private static void copy(BundledTool.Part part, FilePath folder)
      throws IOException, InterruptedException {
    FilePath target = folder.child(part.name());
    if (part.sha256().equals(target.act(new Sha256()))) {
      return;
    }
    // Another controller may use this agent, too: nobody ever sees half a file.
    FilePath copy = folder.child(part.name() + "." + UUID.randomUUID());
    try {
      copy.copyFrom(part.content());
      String arrived = copy.act(new Sha256());
      if (!part.sha256().equals(arrived)) {
        throw new IOException(
            "Copied "
                + part.name()
                + " to "
                + copy.getRemote()
                + ", but its bytes changed on the way");
      }
      if (part.isProgram()) {
        copy.chmod(0755);
      }
      target.delete();
      copy.renameTo(target);
    } finally {
      copy.delete();
    }
  }

  /** What remoting says of a full disk is that a pipe is closed. */
  private static IOException explained(IOException failure, BundledTool.Part part, FilePath folder)
      throws IOException, InterruptedException {
    long free = folder.getUsableDiskSpace();
    return free >= part.size()
        ? failure
        : new IOException(
            "no space is left for it: "
                + folder.getRemote()
                + " has "
                + free / 1_000_000
                + " MB free, and "
                + part.name()
                + " has "
                + part.size() / 1_000_000
                + " MB; make room there, or use another agent",
            failure);
  }

  /** In hex; null when there is no such file. FilePath's own digest is MD5. */
  private static final class Sha256 extends MasterToSlaveFileCallable<String> {
    private static final long serialVersionUID = 1L;

    @Override
    @CheckForNull
    public String invoke(File file, VirtualChannel channel) throws IOException {
      if (!file.isFile()) {
        return null;
      }
      try (InputStream stream = Files.newInputStream(file.toPath())) {
        return BundledTool.sha256(stream);
      }
    }
  }
}

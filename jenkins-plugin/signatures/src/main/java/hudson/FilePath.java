package hudson;

import hudson.model.Computer;
import hudson.remoting.Callable;
import hudson.remoting.VirtualChannel;
import io.github.kitrail.signatures.StandIn;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * A signature of <a href="https://javadoc.jenkins.io/hudson/FilePath.html">FilePath</a>. Works, on
 * this machine and with POSIX rights.
 */
public final class FilePath implements Serializable {
  private static final long serialVersionUID = 1L;

  private final File file;

  public FilePath(File localPath) {
    this.file = localPath;
  }

  public String getRemote() {
    return file.getPath();
  }

  public FilePath child(String relOrAbsolute) {
    File other = new File(relOrAbsolute);
    return new FilePath(other.isAbsolute() ? other : new File(file, relOrAbsolute));
  }

  public FilePath getParent() {
    File parent = file.getParentFile();
    return parent == null ? null : new FilePath(parent);
  }

  public String getName() {
    return file.getName();
  }

  public Computer toComputer() {
    throw StandIn.body();
  }

  public <T> T act(FileCallable<T> callable) throws IOException, InterruptedException {
    return callable.invoke(file, null);
  }

  public <V, E extends Throwable> V act(Callable<V, E> callable)
      throws IOException, InterruptedException, E {
    return callable.call();
  }

  public long getUsableDiskSpace() throws IOException, InterruptedException {
    return file.getUsableSpace();
  }

  public void mkdirs() throws IOException, InterruptedException {
    Files.createDirectories(file.toPath());
  }

  public boolean exists() throws IOException, InterruptedException {
    return file.exists();
  }

  public boolean delete() throws IOException, InterruptedException {
    return Files.deleteIfExists(file.toPath());
  }

  public void deleteRecursive() throws IOException, InterruptedException {
    File[] children = file.listFiles();
    for (File child : children == null ? new File[0] : children) {
      new FilePath(child).deleteRecursive();
    }
    delete();
  }

  public void copyFrom(URL url) throws IOException, InterruptedException {
    try (InputStream content = url.openStream()) {
      Files.copy(content, file.toPath());
    }
  }

  public void renameTo(FilePath target) throws IOException, InterruptedException {
    Files.move(file.toPath(), target.file.toPath());
  }

  public void chmod(int mask) throws IOException, InterruptedException {
    Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((mask >> (all.length - 1 - i) & 1) == 1) {
        rights.add(all[i]);
      }
    }
    Files.setPosixFilePermissions(file.toPath(), rights);
  }

  public void write(String content, String encoding) throws IOException, InterruptedException {
    Files.writeString(file.toPath(), content, Charset.forName(encoding));
  }

  public InputStream read() throws IOException, InterruptedException {
    return Files.newInputStream(file.toPath());
  }

  public long length() throws IOException, InterruptedException {
    return file.length();
  }

  public String readToString() throws IOException, InterruptedException {
    return Files.readString(file.toPath());
  }

  /** See the link above. */
  public interface FileCallable<T> extends Serializable {
    T invoke(File f, VirtualChannel channel) throws IOException, InterruptedException;
  }
}

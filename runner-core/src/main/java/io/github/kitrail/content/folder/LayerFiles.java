package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.EntryPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files in a ModelKit's layers, which are read whole for it: only the end of a layer shows that
 * its bytes are right.
 */
public final class LayerFiles<T> extends ReadingSink {
  /** More are refused, as they are in memory at once. */
  public static final int MAX_FILES = 200_000;

  /** Makes something of a file, so that its first bytes need not be kept. */
  @FunctionalInterface
  public interface Look<T> {
    /**
     * @param path in the unpacked folder
     * @param layer the kind of its layer, such as {@code model}
     * @param size in bytes
     * @param head its first bytes
     */
    T at(String path, String layer, long size, byte[] head);
  }

  private final String display;
  private final int headBytes;
  private final Look<T> look;
  private final Map<Digest, List<T>> found = new HashMap<>();

  private LayerFiles(ModelKit modelKit, UnpackPlan plan, int headBytes, Look<T> look) {
    super(plan);
    this.display = modelKit.location().display();
    this.headBytes = headBytes;
    this.look = look;
  }

  /**
   * @param headBytes how many first bytes of each file are looked at
   * @throws KitrailException BAD_INPUT when a layer is no archive that can be read
   */
  public static <T> LayerFiles<T> of(ModelKit modelKit, int headBytes, Look<T> look)
      throws KitrailException {
    UnpackPart all = new UnpackPart(modelKit.manifest(), modelKit.kitfile(), List.of());
    return new LayerFiles<>(modelKit, UnpackPlan.of(List.of(all)), headBytes, look);
  }

  /** Layer by layer; complete when the ModelKit was copied here. */
  public synchronized List<T> files() {
    List<T> files = new ArrayList<>();
    for (AssetLayer layer : plan().layers()) {
      files.addAll(found.getOrDefault(layer.descriptor().digest(), List.of()));
    }
    return List.copyOf(files);
  }

  @Override
  public String name() {
    return "the list of files";
  }

  @Override
  void read(AssetLayer layer, InputStream verified) throws IOException, KitrailException {
    List<T> files = new ArrayList<>();
    new LayerArchive(layer)
        .read(verified, archive -> ArchiveReader.read(archive, into(files, layer)));
    keep(layer, files);
  }

  private synchronized void keep(AssetLayer layer, List<T> files) throws KitrailException {
    found.put(layer.descriptor().digest(), files);
    requireFew(found.values().stream().mapToInt(List::size).sum());
  }

  private void requireFew(int count) throws KitrailException {
    if (count > MAX_FILES) {
      throw new KitrailException(
          ErrorCode.HOSTILE_CONTENT,
          display + " has more than " + MAX_FILES + " files, and so many are not listed.");
    }
  }

  private ArchiveReader.Visitor into(List<T> files, AssetLayer layer) {
    return new ArchiveReader.Visitor() {
      @Override
      public void directory(String name, int permissions) {
        // Has no format.
      }

      @Override
      public void file(String name, int permissions, long size, InputStream content)
          throws IOException, KitrailException {
        requireFew(files.size() + 1);
        String path = EntryPath.check(layer.base() + name);
        byte[] head = content.readNBytes(headBytes);
        files.add(look.at(path, layer.type().kind().typeName(), size, head));
        content.transferTo(OutputStream.nullOutputStream());
      }
    };
  }
}

package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.Source;
import io.github.kitrail.content.VerifyingInputStream;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.EntryPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The files in a ModelKit's layers, which are read whole for it: only the end of a layer shows that
 * its bytes are right.
 */
public final class LayerFiles {
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

  private final ModelKit modelKit;
  private final int headBytes;
  private final Retry retry;

  /**
   * @param headBytes how many first bytes of each file are kept
   */
  public LayerFiles(ModelKit modelKit, int headBytes, Retry retry) {
    this.modelKit = modelKit;
    this.headBytes = headBytes;
    this.retry = retry;
  }

  /**
   * All files, layer by layer.
   *
   * @throws KitrailException BAD_INPUT for a layer that is no archive that can be read,
   *     DIGEST_MISMATCH, HOSTILE_CONTENT, or why the place could not be read
   */
  public <T> List<T> list(Look<T> look) throws KitrailException {
    UnpackPart all = new UnpackPart(modelKit.manifest(), modelKit.kitfile(), List.of());
    UnpackPlan plan = UnpackPlan.of(List.of(all));
    List<T> files = new ArrayList<>();
    for (AssetLayer layer : plan.layers()) {
      Source place = modelKit.location().place();
      String what = "list the files in " + layer.descriptor().digest() + " from " + place.name();
      files.addAll(retry.run(what, reason -> {}, () -> list(layer, place, files.size(), look)));
    }
    return files;
  }

  private <T> List<T> list(AssetLayer layer, Source place, int before, Look<T> look)
      throws IOException, KitrailException {
    Collector<T> collector = new Collector<>(layer, before, look);
    try (InputStream in =
        new VerifyingInputStream(
            place.open(layer.descriptor(), 0), layer.descriptor(), place.name())) {
      SourceStream source = new SourceStream(in);
      try {
        InputStream tar = LayerDecompression.of(layer.type().compression(), source);
        ArchiveReader.read(tar, collector);
        tar.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        source.throwFailure();
        source.drain();
        throw new KitrailException(
            ErrorCode.HOSTILE_CONTENT,
            "The archive in the layer "
                + layer.descriptor().digest()
                + " is damaged: "
                + e.getMessage()
                + ".",
            e);
      }
      source.drain();
      return collector.files;
    }
  }

  private final class Collector<T> implements ArchiveReader.Visitor {
    private final AssetLayer layer;
    private final int before;
    private final Look<T> look;
    private final List<T> files = new ArrayList<>();

    Collector(AssetLayer layer, int before, Look<T> look) {
      this.layer = layer;
      this.before = before;
      this.look = look;
    }

    @Override
    public void directory(String name, int permissions) {
      // Has no format.
    }

    @Override
    public void file(String name, int permissions, long size, InputStream content)
        throws IOException, KitrailException {
      if (before + files.size() >= MAX_FILES) {
        throw new KitrailException(
            ErrorCode.HOSTILE_CONTENT,
            modelKit.location().display()
                + " has more than "
                + MAX_FILES
                + " files, and so many are not listed.");
      }
      String path = EntryPath.check(layer.base() + name);
      byte[] head = content.readNBytes(headBytes);
      files.add(look.at(path, layer.type().kind().typeName(), size, head));
      content.transferTo(OutputStream.nullOutputStream());
    }
  }
}

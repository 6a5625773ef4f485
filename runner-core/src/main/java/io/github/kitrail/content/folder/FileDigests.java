package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DigestingInputStream;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.EntryPath;
import io.github.kitrail.modelkit.KitIgnore;
import io.github.kitrail.modelkit.KitfileYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link FolderSink} would write, without writing it: the digest of each file. Layers are
 * read and verified in the same way.
 */
public final class FileDigests extends ReadingSink {
  private static final String KITFILE = KitIgnore.KITFILE_NAMES.get(0);

  private final Map<String, Digest> files = new HashMap<>();

  private FileDigests(UnpackPlan plan) {
    super(plan);
  }

  /**
   * @param parts the ModelKits to come, each copied on its own
   * @throws KitrailException BAD_INPUT when a layer is of a kind that cannot be unpacked
   */
  public static FileDigests of(List<UnpackPart> parts) throws KitrailException {
    FileDigests digests = new FileDigests(UnpackPlan.of(parts));
    for (UnpackPart part : parts) {
      if (part.wantsKitfile()) {
        byte[] text = KitfileYaml.write(part.kitfile()).getBytes(StandardCharsets.UTF_8);
        digests.add(Map.of(KITFILE, Digest.of(text)));
      }
    }
    return digests;
  }

  /** By the path in the folder; complete when all ModelKits were copied here. */
  public synchronized Map<String, Digest> files() {
    return Map.copyOf(files);
  }

  @Override
  public String name() {
    return "the list of files";
  }

  @Override
  void read(AssetLayer layer, InputStream verified) throws IOException, KitrailException {
    Map<String, Digest> found = new HashMap<>();
    new LayerArchive(layer)
        .read(verified, archive -> ArchiveReader.read(archive, into(found, layer)));
    add(found);
  }

  private static ArchiveReader.Visitor into(Map<String, Digest> found, AssetLayer layer) {
    return new ArchiveReader.Visitor() {
      @Override
      public void directory(String name, int permissions) throws KitrailException {
        EntryPath.check(layer.base() + name);
      }

      @Override
      public void file(String name, int permissions, long size, InputStream content)
          throws IOException, KitrailException {
        DigestingInputStream digesting = new DigestingInputStream(content);
        digesting.transferTo(OutputStream.nullOutputStream());
        put(found, EntryPath.check(layer.base() + name), digesting.digest());
      }
    };
  }

  private synchronized void add(Map<String, Digest> found) throws KitrailException {
    for (Map.Entry<String, Digest> file : found.entrySet()) {
      put(files, file.getKey(), file.getValue());
    }
  }

  private static void put(Map<String, Digest> files, String path, Digest digest)
      throws KitrailException {
    if (files.put(path, digest) != null) {
      throw new KitrailException(
          ErrorCode.HOSTILE_CONTENT,
          "The ModelKit has two entries for \"" + path + "\", of which one would hide the other.");
    }
  }
}

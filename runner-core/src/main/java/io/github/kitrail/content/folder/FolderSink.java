package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Blob;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.content.Sink;
import io.github.kitrail.content.folder.StagingDirectory.Beginning;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.KitIgnore;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder that ModelKits are unpacked into. Layers are taken apart as they arrive, in a staging
 * directory inside of it; nothing is in its place before every wanted layer of every ModelKit has
 * arrived and is verified. Close it in any case: then a folder whose unpack failed is as it was.
 */
public final class FolderSink implements Sink, AutoCloseable {
  private static final String KITFILE = KitIgnore.KITFILE_NAMES.get(0);
  private static final int KITFILE_PERMISSIONS = 0644;

  private final UnpackPlan plan;
  private final TargetFolder target;
  private final StagingDirectory staging;
  private final StagedEntries staged;
  private final Set<Digest> arrived = new HashSet<>();
  private final int manifests;
  private int manifestsToCome;
  private List<String> placed = List.of();

  private FolderSink(
      UnpackPlan plan, TargetFolder target, StagingDirectory staging, int manifests) {
    this.plan = plan;
    this.target = target;
    this.staging = staging;
    this.staged = new StagedEntries(staging.foldsCase());
    this.manifests = manifests;
    this.manifestsToCome = manifests;
  }

  /**
   * Prepares the folder, which is made when it does not exist.
   *
   * @param parts the ModelKits to come, each copied on its own: a base ModelKit before the one that
   *     stands on it; all are put in place together
   * @throws KitrailException BAD_INPUT when a file is in the way already, or a layer is of a kind
   *     that cannot be unpacked
   */
  public static FolderSink open(Path folder, List<UnpackPart> parts, UnpackOptions options)
      throws KitrailException {
    UnpackPlan plan = UnpackPlan.of(parts);
    TargetFolder target = new TargetFolder(realPath(folder), options);
    StagingDirectory staging = StagingDirectory.create(target.directory());
    FolderSink sink = new FolderSink(plan, target, staging, parts.size());
    try {
      // Not earlier: what a killed process has put in place comes out again first.
      for (AssetLayer layer : plan.layers()) {
        target.requireFree(layer.element().path());
      }
      for (UnpackPart part : parts) {
        if (part.wantsKitfile()) {
          sink.stageKitfile(part.kitfile(), options);
        }
      }
      return sink;
    } catch (KitrailException e) {
      sink.close();
      throw e;
    }
  }

  private static Path realPath(Path folder) throws KitrailException {
    Path absolute = folder.toAbsolutePath().normalize();
    if (Files.notExists(absolute)) {
      return absolute;
    }
    if (!Files.isDirectory(absolute)) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not unpack into " + folder + ": it is not a folder.");
    }
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      throw DiskFailure.of("unpack into " + folder, e);
    }
  }

  /** An equal Kitfile may stay; any other needs {@code overwrite}, as with kit. */
  private void stageKitfile(Kitfile kitfile, UnpackOptions options) throws KitrailException {
    byte[] content = KitfileYaml.write(kitfile).getBytes(StandardCharsets.UTF_8);
    Path existing = target.resolve(KITFILE);
    try {
      if (Files.isRegularFile(existing, LinkOption.NOFOLLOW_LINKS)
          && Arrays.equals(Files.readAllBytes(existing), content)) {
        return;
      }
      if (Files.exists(existing) && !options.overwrite()) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "Could not unpack into "
                + target.directory()
                + ": it has a Kitfile that differs from the ModelKit's. --overwrite replaces it;"
                + " a --filter without kitfile leaves it.");
      }
      Path file = staging.newFile();
      Files.write(file, content);
      staged.add(List.of(new StagedEntry(KITFILE, KITFILE_PERMISSIONS, file)));
    } catch (IOException e) {
      throw DiskFailure.of("unpack the Kitfile into " + target.directory(), e);
    }
  }

  /** Which layers to copy here. */
  public boolean accepts(Descriptor layer) {
    return plan.find(layer.digest()) != null;
  }

  /** The paths of the files that were put in place; empty before all have arrived. */
  public List<String> placed() {
    return placed;
  }

  @Override
  public String name() {
    return target.directory().toString();
  }

  /**
   * What is in the folder already and stays needs no space, but which files that are shows late.
   * What a killed process has left is moved on.
   */
  @Override
  public long usableBytes() throws KitrailException {
    if (target.keepsExisting()) {
      return Long.MAX_VALUE;
    }
    long usable = staging.usableSpace();
    try {
      for (AssetLayer layer : plan.layers()) {
        Beginning there = staging.beginningOf(layer.descriptor().digest());
        usable += there == null ? 0 : there.length();
      }
    } catch (IOException e) {
      throw DiskFailure.of("unpack into " + target.directory(), e);
    }
    return usable;
  }

  /** The layers of the ModelKits after the one that is copied next. */
  @Override
  public synchronized long bytesToCome() {
    return target.keepsExisting() ? 0 : plan.bytesAfter(manifests - manifestsToCome);
  }

  /** Nothing is needed here but wanted layers that have not arrived. */
  @Override
  public synchronized boolean contains(Descriptor content) {
    return !content.isManifest()
        && (plan.find(content.digest()) == null || arrived.contains(content.digest()));
  }

  @Override
  public void write(Blob blob) throws IOException, KitrailException {
    Digest digest = blob.descriptor().digest();
    AssetLayer layer = plan.find(digest);
    if (layer == null) {
      return;
    }
    Beginning beginning = beginning(blob.descriptor());
    long kept = beginning == null ? 0 : beginning.length();
    LayerExtraction extraction = new LayerExtraction(layer, target, staging, kept);
    try (InputStream verified = open(blob, beginning)) {
      staged.add(extraction.extract(verified));
    } catch (IOException | KitrailException | RuntimeException e) {
      extraction.discard();
      throw e;
    }
    synchronized (this) {
      arrived.add(digest);
    }
  }

  /** What a killed process has left of a layer; null when there is nothing of use. */
  private @Nullable Beginning beginning(Descriptor layer) throws IOException {
    Beginning found = staging.beginningOf(layer.digest());
    if (found != null && (found.length() == 0 || found.length() > layer.size())) {
      Files.delete(found.journal());
      return null;
    }
    return found;
  }

  private static InputStream open(Blob blob, @Nullable Beginning beginning)
      throws IOException, KitrailException {
    if (beginning == null) {
      return blob.open();
    }
    KeptLayer prefix = new KeptLayer(beginning.journal(), true);
    // Should its bytes be wrong, the next try does not meet it again.
    Files.delete(beginning.journal());
    return blob.open(prefix, beginning.length());
  }

  /** A folder takes only what is known. */
  @Override
  public Descriptor write(PendingBlob blob) {
    throw new UnsupportedOperationException("a folder is packed into a store or a registry");
  }

  /** With the last ModelKit, everything is put in place. */
  @Override
  public synchronized void writeManifest(Descriptor manifest, byte[] bytes)
      throws KitrailException {
    manifestsToCome--;
    if (manifestsToCome > 0) {
      return;
    }
    List<Digest> missing = new ArrayList<>();
    plan.layers().forEach(layer -> missing.add(layer.descriptor().digest()));
    missing.removeAll(arrived);
    if (!missing.isEmpty()) {
      throw new IllegalStateException("layers were not copied: " + missing);
    }
    placed = new Placement(target, staging).run(staged.all());
  }

  /** A folder has no tags. */
  @Override
  public void tag(Descriptor manifest, String tag) {
    throw new UnsupportedOperationException("a folder has no tags");
  }

  @Override
  public void close() {
    staging.close();
  }
}

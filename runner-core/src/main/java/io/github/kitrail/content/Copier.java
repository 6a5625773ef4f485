package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.LayerType;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings content from a source to a sink: the only way bytes move. Blobs go side by side, verified
 * on the way; the manifest that names them goes last. An interrupt of the calling thread ends it
 * with CANCELLED, with nothing half-written left.
 */
public final class Copier {
  /** An index of indexes is still plausible; more is not. */
  private static final int MAX_DEPTH = 4;

  private final Retry retry;
  private final TransferListener listener;
  private final Workers workers;

  /**
   * @param parallelism blobs that move at the same time, at least 1
   */
  public Copier(Retry retry, TransferListener listener, int parallelism) {
    this.retry = retry;
    this.listener = listener;
    this.workers = new Workers(parallelism);
  }

  /** Copies a manifest with all that it needs; no tag is set. */
  public CopyResult copy(Source from, Descriptor manifest, Sink to) throws KitrailException {
    return copy(from, manifest, to, layer -> true);
  }

  /**
   * Copies a manifest, its config and some of its layers, or all manifests of an index; no tag is
   * set.
   *
   * @param layers which layers to copy
   * @throws KitrailException the first failure, when everything else has stopped
   */
  public CopyResult copy(Source from, Descriptor manifest, Sink to, Predicate<Descriptor> layers)
      throws KitrailException {
    listener.transferring(from.name(), to.name());
    try (Lease lease = lease(to)) {
      return copy(from, manifest, to, layers, 1);
    }
  }

  private CopyResult copy(
      Source from, Descriptor manifest, Sink to, Predicate<Descriptor> layers, int depth)
      throws KitrailException {
    if (depth > MAX_DEPTH) {
      throw new KitrailException(
          ErrorCode.HOSTILE_CONTENT,
          "The index " + manifest.digest() + " in " + from.name() + " nests too deep.");
    }
    byte[] bytes =
        run(
            "read manifest " + manifest.digest() + " from " + from.name(),
            () -> from.read(manifest));
    List<CopiedBlob> copied = new ArrayList<>();
    List<Descriptor> blobs = new ArrayList<>();
    for (Descriptor successor : Successors.of(manifest, bytes)) {
      if (successor.isManifest() && Successors.isIndex(manifest)) {
        copied.addAll(copy(from, successor, to, layers, depth + 1).blobs());
      } else {
        blobs.add(successor);
      }
    }
    copied.addAll(copyBlobs(from, blobs, to, layers));
    writeManifest(to, manifest, bytes);
    return new CopyResult(manifest, copied);
  }

  /** The config is the last of them. */
  private List<CopiedBlob> copyBlobs(
      Source from, List<Descriptor> blobs, Sink to, Predicate<Descriptor> layers)
      throws KitrailException {
    BlobCopy transfer = new BlobCopy(retry, listener, to);
    List<Preflight.Item> items = new ArrayList<>();
    Map<Digest, Callable<CopiedBlob>> tasks = new LinkedHashMap<>();
    for (int i = 0; i < blobs.size(); i++) {
      Descriptor blob = blobs.get(i);
      boolean config = i == blobs.size() - 1;
      if (config || layers.test(blob)) {
        tasks.putIfAbsent(blob.digest(), () -> transfer.copy(from, blob, label(blob)));
        items.add(new Preflight.Item(label(blob), blob.size(), blob));
      }
    }
    checkBefore(items, to);
    return workers.run(List.copyOf(tasks.values()));
  }

  private static String label(Descriptor blob) {
    String kind =
        blob.mediaType().equals(MediaTypes.KITFILE_CONFIG)
            ? "config"
            : LayerType.parse(blob.mediaType())
                .map(type -> type.kind().typeName() + " layer")
                .orElse("blob");
    return kind + " " + blob.digest().abbreviated();
  }

  /**
   * Packs a folder: its layers stream into the sink, then config and manifest are written as kit
   * writes them. No tag is set.
   */
  public PackedModelKit pack(PendingModelKit modelKit, Sink to, PackOptions options)
      throws KitrailException {
    return pack(modelKit, to, options, null);
  }

  /**
   * @param closing makes a last layer when all others are there; null for none
   */
  public PackedModelKit pack(
      PendingModelKit modelKit, Sink to, PackOptions options, @Nullable ClosingLayer closing)
      throws KitrailException {
    modelKit.warnings().forEach(listener::warned);
    listener.transferring("the folder", to.name());
    List<? extends PendingLayer> layers = modelKit.layers(options);
    try (Lease lease = lease(to)) {
      BlobCopy transfer = new BlobCopy(retry, listener, to);
      List<Preflight.Item> items = new ArrayList<>();
      List<Callable<Descriptor>> tasks = new ArrayList<>();
      for (PendingLayer layer : layers) {
        tasks.add(() -> new LayerCopy(transfer, layer, label(layer)).write());
        Descriptor known = layer.known();
        items.add(
            new Preflight.Item(label(layer), known == null ? layer.size() : known.size(), known));
      }
      checkBefore(items, to);
      List<Descriptor> written = workers.run(tasks);
      Assembly assembly = Assembly.of(modelKit.kitfile(), layers, written, options);
      if (closing != null) {
        PendingLayer last = closing.after(assembly.kitfile(), assembly.manifest(), options);
        Descriptor closed = new LayerCopy(transfer, last, label(last)).write();
        assembly = assembly.with(closing.element(), last, closed);
      }
      Manifest manifest = assembly.manifest();
      transfer.write(manifest.config(), assembly.config(), "config");
      byte[] bytes = manifest.toBytes();
      Descriptor descriptor = Descriptor.of(MediaTypes.IMAGE_MANIFEST, bytes);
      writeManifest(to, descriptor, bytes);
      Map<String, Digest> files = new TreeMap<>();
      layers.forEach(layer -> files.putAll(layer.files()));
      return new PackedModelKit(descriptor, manifest, assembly.kitfile(), files);
    }
  }

  private static String label(PendingLayer layer) {
    return layer.element().kind().typeName() + " " + layer.element().path();
  }

  /**
   * Copies what refers to a manifest, and what refers to that: signatures, attestations, also in
   * cosign's older form, as tags.
   *
   * @return the manifests that are at the target now
   */
  public List<Descriptor> copyReferrers(Source from, Descriptor subject, Sink to)
      throws KitrailException {
    return new ReferrerCopy(this, retry, listener, from, to).copy(subject);
  }

  private void writeManifest(Sink to, Descriptor manifest, byte[] bytes) throws KitrailException {
    run(
        "write manifest " + manifest.digest() + " to " + to.name(),
        () -> {
          to.writeManifest(manifest, bytes);
          return manifest;
        });
  }

  private void checkBefore(List<Preflight.Item> items, Sink to) throws KitrailException {
    Preflight preflight = new Preflight(to, listener);
    String what = "write to " + to.name();
    run(
        what,
        () -> {
          preflight.warn(items);
          return items;
        });
    run(
        what,
        () -> {
          preflight.requireSpace(items);
          return items;
        });
  }

  private Lease lease(Sink to) throws KitrailException {
    return run("write to " + to.name(), to::lease);
  }

  private <T> T run(String what, Retry.Attempt<T> attempt) throws KitrailException {
    return retry.run(what, reason -> listener.retrying("manifest", reason), attempt);
  }
}

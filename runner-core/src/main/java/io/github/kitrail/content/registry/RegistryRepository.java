package io.github.kitrail.content.registry;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Blob;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.content.Place;
import io.github.kitrail.content.Source;
import io.github.kitrail.content.TransferLimits;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One repository of a registry. Small requests are tried again here; the body of a blob is tried
 * again by whoever copies it, by calling {@code write} or {@code open} once more.
 */
public final class RegistryRepository implements Place {
  private final Registry registry;
  private final Endpoint endpoint;
  private final Manifests manifests;
  private final Blobs blobs;
  private final ReferrersTag referrersTag;

  RegistryRepository(Registry registry, Endpoint endpoint) {
    this.registry = registry;
    this.endpoint = endpoint;
    this.manifests = new Manifests(endpoint);
    this.blobs = new Blobs(endpoint, registry.shared().ranges());
    this.referrersTag = new ReferrersTag(endpoint, manifests, registry.referrersLock());
  }

  @Override
  public String name() {
    return endpoint.display();
  }

  @Override
  public Descriptor resolve(String reference) throws KitrailException {
    return manifests.resolve(reference);
  }

  @Override
  public InputStream open(Descriptor content, long offset) throws IOException, KitrailException {
    return blobs.open(content, offset);
  }

  @Override
  public List<Descriptor> referrers(Digest subject) throws KitrailException {
    return new Referrers(endpoint, referrersTag).list(subject);
  }

  @Override
  public List<String> tags() throws KitrailException {
    return new Tags(endpoint).list();
  }

  @Override
  public boolean contains(Descriptor content) throws KitrailException {
    if (content.isManifest()) {
      return manifests.find(content.digest().toString()) != null;
    }
    boolean there = blobs.contains(content.digest());
    if (there) {
      remembered(content);
    }
    return there;
  }

  @Override
  public void isThere(String identity) {
    RegistryOptions options = endpoint.client().options();
    new OpenUploads(options.transfers(), options.clock()).forget(endpoint.display(), identity);
  }

  private Descriptor remembered(Descriptor blob) {
    registry.shared().homes().put(registry.name(), blob, endpoint.name());
    return blob;
  }

  @Override
  public void write(Blob blob) throws IOException, KitrailException {
    upload(Payload.of(blob));
  }

  @Override
  public Descriptor write(PendingBlob blob) throws IOException, KitrailException {
    return upload(Payload.of(blob));
  }

  private Descriptor upload(Payload payload) throws IOException, KitrailException {
    UploadMode mode = endpoint.client().options().upload();
    long began = System.nanoTime();
    Descriptor written = new BlobUploads(endpoint, mode, registry.uploadHabits()).upload(payload);
    long took = System.nanoTime() - began;
    registry.shared().rates().put(registry.name(), written.size(), took);
    return remembered(written);
  }

  @Override
  public TransferLimits limits() {
    TransferLimits limits = RegistryTraits.of(endpoint.client().host().name()).limits();
    return limits.withLastRate(registry.shared().rates().find(registry.name()));
  }

  @Override
  public void writeManifest(Descriptor manifest, byte[] bytes) throws KitrailException {
    String digest = manifest.digest().toString();
    String what = "push the manifest " + Endpoint.label(manifest.digest()) + " to " + name();
    boolean listed = manifests.put(what, digest, manifest.mediaType(), bytes);
    Subject subject = Subject.of(manifest, bytes);
    if (subject != null && !listed) {
      referrersTag.add(subject.digest(), subject.referrer());
    }
  }

  @Override
  public void tag(Descriptor manifest, String tag) throws KitrailException {
    Manifests.Fetched fetched = manifests.fetch(manifest.digest().toString());
    if (fetched == null) {
      throw new KitrailException(
          ErrorCode.NOT_FOUND,
          "Could not set the tag "
              + tag
              + " in "
              + name()
              + ": the manifest "
              + manifest.digest()
              + " is not there.");
    }
    String what = "set the tag " + tag + " in " + name();
    manifests.put(what, tag, fetched.descriptor().mediaType(), fetched.bytes());
  }

  @Override
  public boolean mount(Descriptor blob, @Nullable Source from)
      throws IOException, KitrailException {
    BlobHomes homes = registry.shared().homes();
    String home = homes.find(registry.name(), blob.digest());
    if (from instanceof RegistryRepository other && other.registry.name().equals(registry.name())) {
      home = other.endpoint.name();
    }
    if (home == null || home.equals(endpoint.name())) {
      return false;
    }
    if (new Mount(endpoint).mount(blob.digest(), home)) {
      return true;
    }
    homes.forget(registry.name(), blob.digest());
    return false;
  }
}

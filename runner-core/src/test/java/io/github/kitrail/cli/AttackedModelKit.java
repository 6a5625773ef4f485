package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kitrail.fixture.BlobDescriptor;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Repository;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A ModelKit in a repository that an attacker may write to: blobs and manifests as they like, which
 * the registry does not look into.
 *
 * @param reference its name with a tag
 * @param subject what names its manifest
 */
record AttackedModelKit(Repository repository, String reference, Descriptor subject) {
  private static final byte[] EMPTY = "{}".getBytes(UTF_8);

  /**
   * @param name of the repository; ModelKits of other names are others
   */
  static AttackedModelKit in(FixtureRegistry registry, String name) throws IOException {
    Repository repository = registry.repository(name);
    byte[] layer = HandmadeModelKit.tar("code/a.py", (byte) '0', "", name);
    Descriptor subject = HandmadeModelKit.put(repository, layer, null);
    return new AttackedModelKit(repository, registry.host() + "/" + name + ":1", subject);
  }

  Digest digest() {
    return subject.digest();
  }

  /** As a referrer with one layer, however large. */
  void attach(byte[] bundle) {
    repository.putBlob(bundle);
    refer(Map.of(), Descriptor.of(MediaTypes.SIGSTORE_BUNDLE, bundle));
  }

  /** Layers that are said to be so, and perhaps are not. */
  void refer(Map<String, String> annotations, Descriptor... layers) {
    repository.putBlob(EMPTY);
    Manifest manifest =
        new Manifest(
            MediaTypes.IMAGE_MANIFEST,
            MediaTypes.SIGSTORE_BUNDLE,
            Descriptor.of(MediaTypes.EMPTY, EMPTY),
            List.of(layers),
            subject,
            annotations);
    repository.putManifest(MediaTypes.IMAGE_MANIFEST, manifest.toBytes());
  }

  /** Under the tag by which cosign 2 finds signatures. */
  void tagSignature(Manifest manifest, byte[] layer) {
    repository.putBlob(layer);
    String digest = repository.putManifest(MediaTypes.IMAGE_MANIFEST, manifest.toBytes());
    repository.tag("sha256-" + digest().hex() + ".sig", digest);
  }

  /** Answers so many bytes for this digest, whatever it is of. */
  void answer(Digest digest, long bytes) {
    repository.addZeros(new BlobDescriptor(digest.toString(), bytes));
  }
}

package io.github.kitrail.content.store;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.layout.IndexDocument;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a repository: those of ModelKits in kit's file, all others in Kitrail's index of
 * artifacts. A tag is in one of them only. Changes are made under the store's lock.
 */
final class RepositoryTags {
  private final StoreFiles files;
  private final String repository;
  private final RepositoryManifests manifests;

  RepositoryTags(StoreFiles files, String repository, RepositoryManifests manifests) {
    this.files = files;
    this.repository = repository;
    this.manifests = manifests;
  }

  /** All of them, sorted. */
  List<String> names() throws KitrailException {
    return sorted(kitTags().names(), artifactTags(null));
  }

  /** Those of one manifest, sorted. */
  List<String> namesOf(Digest manifest) throws KitrailException {
    return sorted(kitTags().namesOf(manifest), artifactTags(manifest));
  }

  Optional<Descriptor> get(String tag) throws KitrailException {
    Optional<Descriptor> modelKit = kitTags().get(tag);
    return modelKit.isPresent()
        ? modelKit
        : files.readArtifacts(repository).tagged(tag).map(RepositoryManifests::plain);
  }

  /**
   * @throws KitrailException NOT_FOUND when the manifest is not here
   */
  void put(String tag, Descriptor manifest) throws IOException, KitrailException {
    if (manifests.index().contains(manifest.digest())) {
      TagsDocument kitTags = kitTags();
      kitTags.put(tag, RepositoryManifests.plain(manifest));
      files.write(files.tags(repository), kitTags.toBytes());
      removeFromArtifacts(tag);
      return;
    }
    Descriptor artifact =
        manifests
            .find(manifest.digest())
            .orElseThrow(
                () ->
                    new KitrailException(
                        ErrorCode.NOT_FOUND,
                        "There is no " + manifest.digest() + " in the local store to tag."));
    IndexDocument artifacts = files.readArtifacts(repository);
    artifacts.tag(artifact, tag);
    files.write(files.artifacts(repository), artifacts.toBytes());
    removeFromKits(tag);
  }

  void remove(String tag) throws KitrailException {
    removeFromKits(tag);
    removeFromArtifacts(tag);
  }

  private void removeFromKits(String tag) throws KitrailException {
    TagsDocument kitTags = kitTags();
    if (kitTags.remove(tag)) {
      files.writeOrRemove(files.tags(repository), kitTags.isEmpty(), kitTags.toBytes());
    }
  }

  private void removeFromArtifacts(String tag) throws KitrailException {
    IndexDocument artifacts = files.readArtifacts(repository);
    if (artifacts.tagged(tag).isPresent()) {
      artifacts.untag(tag);
      files.writeOrRemove(files.artifacts(repository), artifacts);
    }
  }

  private TagsDocument kitTags() throws KitrailException {
    return TagsDocument.read(files.tags(repository));
  }

  private List<String> artifactTags(@Nullable Digest manifest) throws KitrailException {
    return files.readArtifacts(repository).manifests().stream()
        .filter(artifact -> manifest == null || artifact.digest().equals(manifest))
        .map(artifact -> artifact.annotations().getOrDefault(IndexDocument.REF_NAME, ""))
        .filter(tag -> !tag.isEmpty())
        .toList();
  }

  private static List<String> sorted(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    all.sort(null);
    return all;
  }
}

package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.chain.Chain;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.environment.BuildFacts;
import io.github.kitrail.environment.SourceRevision;
import io.github.kitrail.evidence.predicate.ResourceDescriptor;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Assets;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a ModelKit was made from: the commit, the base ModelKits, and its own layers that a model is
 * made from, datasets and code.
 */
record BuildInputs(BuildFacts build, Chain chain, Kitfile kitfile, Manifest manifest) {
  /** The annotation of a commit that says whether the folder differed from it. */
  static final String UNCOMMITTED = "uncommittedChanges";

  private static final Set<LayerKind> INPUTS = Set.of(LayerKind.DATASET, LayerKind.CODE);

  /**
   * @throws KitrailException when config and manifest contradict each other
   */
  List<ResourceDescriptor> list() throws KitrailException {
    List<ResourceDescriptor> inputs = new ArrayList<>();
    for (SourceRevision revision : revisions()) {
      if (revision.commit() != null) {
        inputs.add(commit(revision, revision.commit()));
      }
    }
    chain.links().forEach(base -> inputs.add(base(base)));
    inputs.addAll(layers());
    return inputs;
  }

  private List<SourceRevision> revisions() {
    List<SourceRevision> revisions = new ArrayList<>();
    if (build.source() != null) {
      revisions.add(build.source());
    }
    if (build.checkout() != null) {
      revisions.add(build.checkout());
    }
    return revisions;
  }

  private static ResourceDescriptor commit(SourceRevision revision, String commit) {
    ResourceDescriptor source =
        new ResourceDescriptor(revision.uri(), null, Map.of("gitCommit", commit));
    return revision.dirty() == null ? source : source.with(UNCOMMITTED, revision.dirty());
  }

  /** A base that is only in the local store has no address that means something elsewhere. */
  private static ResourceDescriptor base(ModelKit base) {
    Reference reference = base.location().reference();
    String uri = reference.hasRegistryHost() ? "oci://" + reference : null;
    Map<String, String> digest = Map.of("sha256", base.descriptor().digest().hex());
    return new ResourceDescriptor(uri, RecordedBases.PREFIX + reference.display(), digest)
        .withMediaType(base.descriptor().mediaType());
  }

  private List<ResourceDescriptor> layers() throws KitrailException {
    Assets assets = Assets.of(manifest, kitfile);
    return assets.layers().stream()
        .filter(asset -> INPUTS.contains(asset.type().kind()))
        .map(asset -> layer(assets.name(asset), asset))
        .toList();
  }

  private static ResourceDescriptor layer(String name, AssetLayer asset) {
    Descriptor layer = asset.descriptor();
    return ResourceDescriptor.ofName(name, "sha256", layer.digest().hex())
        .withMediaType(layer.mediaType())
        .with("path", asset.element().path());
  }
}

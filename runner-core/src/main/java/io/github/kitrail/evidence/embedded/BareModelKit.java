package io.github.kitrail.evidence.embedded;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileConfig;
import io.github.kitrail.modelkit.LayerInfo;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.modelkit.LayerType;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A ModelKit taken apart: the layer of its attestations, and config and manifest as they would be
 * without that. Both must be written as Kitrail writes them, so that nothing is in them that is
 * neither here nor there.
 *
 * @param layer of the attestations
 * @param isLast whether that is the last layer and the last entry, as it must be
 */
record BareModelKit(Kitfile kitfile, Manifest manifest, Descriptor layer, boolean isLast) {

  /**
   * @throws KitrailException NOT_TRUSTED with a sentence when config and manifest do not agree
   *     about the layer, or hold what is not covered
   */
  static BareModelKit of(ModelKit modelKit) throws KitrailException {
    Kitfile kitfile = modelKit.kitfile();
    Manifest manifest = modelKit.manifest();
    if (!configOf(kitfile).equals(manifest.config())) {
      throw refused("its config is not written as Kitrail writes it, so that more may be in it");
    }
    if (!Digest.of(manifest.toBytes()).equals(modelKit.descriptor().digest())) {
      throw refused("its manifest is not written as Kitrail writes it, so that more may be in it");
    }
    LayerInfo info = entry(kitfile);
    List<Descriptor> others = new ArrayList<>(manifest.layers());
    List<Descriptor> ours =
        others.stream().filter(layer -> layer.digest().equals(info.digest())).toList();
    if (ours.size() != 1) {
      throw refused(
          "its config says that they are the layer "
              + info.digest()
              + ", which its manifest has "
              + (ours.isEmpty() ? "not" : "more than once"));
    }
    Descriptor layer = ours.get(0);
    Optional<LayerKind> kind = LayerType.parse(layer.mediaType()).map(LayerType::kind);
    Descriptor plain = new Descriptor(layer.mediaType(), layer.digest(), layer.size());
    if (!kind.equals(Optional.of(LayerKind.DOCS)) || !layer.equals(plain)) {
      throw refused("its manifest does not name their layer as Kitrail does");
    }
    boolean isLast =
        others.indexOf(layer) == others.size() - 1
            && EmbeddedFormat.isElement(kitfile.docs().get(kitfile.docs().size() - 1));
    others.remove(layer);
    Kitfile bare = kitfile.withoutDocs(EmbeddedFormat.PATH);
    return new BareModelKit(bare, without(manifest, others, bare), layer, isLast);
  }

  /** What the one entry says of its layer. */
  private static LayerInfo entry(Kitfile kitfile) throws KitrailException {
    List<Kitfile.Docs> entries = kitfile.docs().stream().filter(EmbeddedFormat::isElement).toList();
    if (entries.size() != 1) {
      throw refused("its config names more than one layer of them");
    }
    LayerInfo info = entries.get(0).layer();
    if (info == null
        || !entries
            .get(0)
            .equals(new Kitfile.Docs(EmbeddedFormat.PATH, EmbeddedFormat.DESCRIPTION, info))) {
      throw refused("its config's entry for them is not the one that Kitrail writes");
    }
    return info;
  }

  private static Manifest without(Manifest manifest, List<Descriptor> layers, Kitfile kitfile) {
    return new Manifest(
        manifest.mediaType(),
        manifest.artifactType(),
        configOf(kitfile),
        layers,
        manifest.subject(),
        manifest.annotations());
  }

  private static Descriptor configOf(Kitfile kitfile) {
    return Descriptor.of(MediaTypes.KITFILE_CONFIG, KitfileConfig.toBytes(kitfile));
  }

  EmbeddedSubjects subjects() {
    return EmbeddedSubjects.of(kitfile, manifest);
  }

  private static KitrailException refused(String reason) {
    return new KitrailException(
        ErrorCode.NOT_TRUSTED,
        "The ModelKit's embedded attestations are not looked at: " + reason + ".");
  }
}

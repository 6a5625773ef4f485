package io.github.kitrail.cli;

import io.github.kitrail.fixture.Repository;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileConfig;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A ModelKit of the fixture whose documents somebody writes anew, all digests right. */
record ForgedModelKit(Repository repository, Manifest manifest, Kitfile kitfile) {
  static ForgedModelKit of(Repository repository, String tag) throws Exception {
    Manifest manifest = Manifest.parse(Objects.requireNonNull(repository.manifest(tag)));
    byte[] config = Objects.requireNonNull(repository.blob(manifest.config().digest().toString()));
    return new ForgedModelKit(repository, manifest, KitfileConfig.parse(config));
  }

  ForgedModelKit withLayers(List<Descriptor> layers) {
    return new ForgedModelKit(repository, with(manifest.config(), layers), kitfile);
  }

  ForgedModelKit withKitfile(Kitfile other) {
    return new ForgedModelKit(repository, manifest, other);
  }

  ForgedModelKit withAnnotations(Map<String, String> annotations) {
    Manifest other =
        new Manifest(null, null, manifest.config(), manifest.layers(), null, annotations);
    return new ForgedModelKit(repository, other, kitfile);
  }

  /** A layer of these bytes. */
  Descriptor layer(String kind, byte[] bytes) {
    repository.putBlob(bytes);
    return Descriptor.of("application/vnd.kitops.modelkit." + kind + ".v1.tar", bytes);
  }

  /** Writes it under this tag. */
  void put(String tag) {
    put(tag, KitfileConfig.toBytes(kitfile));
  }

  /** Writes it with a config of any bytes. */
  void put(String tag, byte[] config) {
    repository.putBlob(config);
    Manifest whole = with(Descriptor.of(MediaTypes.KITFILE_CONFIG, config), manifest.layers());
    put(tag, whole);
  }

  void put(String tag, Manifest whole) {
    repository.tag(tag, repository.putManifest(MediaTypes.IMAGE_MANIFEST, whole.toBytes()));
  }

  private Manifest with(Descriptor config, List<Descriptor> layers) {
    return new Manifest(null, null, config, layers, null, manifest.annotations());
  }
}

package io.github.kitrail.modelkit;

import java.util.Set;

/** The media types of ModelKits and of the OCI documents around them. */
public final class MediaTypes {
  /** The Kitfile as JSON: the config of a ModelKit. */
  public static final String KITFILE_CONFIG = "application/vnd.kitops.modelkit.config.v1+json";

  public static final String IMAGE_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String IMAGE_INDEX = "application/vnd.oci.image.index.v1+json";

  /** The config of an artifact that has none, {@code {}}. */
  public static final String EMPTY = "application/vnd.oci.empty.v1+json";

  /** A sigstore bundle: a signature or an attestation with what is needed to verify it. */
  public static final String SIGSTORE_BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  /** What a registry keeps under {@code /manifests/}. The Docker types are only read. */
  public static final Set<String> MANIFESTS =
      Set.of(
          IMAGE_MANIFEST,
          IMAGE_INDEX,
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");

  private MediaTypes() {}
}

package io.github.kitrail.content.registry.auth;

import io.github.kitrail.KitrailException;
import org.jspecify.annotations.Nullable;

/** Finds the credential for a registry. */
@FunctionalInterface
public interface Credentials {
  /** Has none for anybody. */
  Credentials NONE = registry -> null;

  /**
   * The credential for this registry.
   *
   * @param registry host, and port where there is one, as references name it; {@code docker.io} for
   *     Docker Hub
   * @return null when there is none
   * @throws KitrailException BAD_CREDENTIAL when there is one that cannot be used
   */
  @Nullable Credential find(String registry) throws KitrailException;
}

package hudson.security;

import io.github.kitrail.signatures.StandIn;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/security/AccessControlled.html">AccessControlled</a>.
 */
public interface AccessControlled {
  default boolean hasPermission(Permission permission) {
    throw StandIn.body();
  }

  default void checkPermission(Permission permission) {
    throw StandIn.body();
  }
}

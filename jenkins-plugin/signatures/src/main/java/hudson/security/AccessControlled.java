package hudson.security;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/security/AccessControlled.html">AccessControlled</a>.
 */
public interface AccessControlled {
  boolean hasPermission(Permission permission);
}

package hudson.security;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/security/Permission.html">Permission</a>.
 */
public final class Permission {}

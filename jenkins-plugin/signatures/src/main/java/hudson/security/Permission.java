package hudson.security;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/security/Permission.html">Permission</a>.
 */
public final class Permission {
  public static final Permission READ = new Permission();

  public static final Permission CONFIGURE = new Permission();

  public static final Permission HUDSON_ADMINISTER = new Permission();

  private Permission() {}
}

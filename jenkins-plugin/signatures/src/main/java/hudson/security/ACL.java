package hudson.security;

import org.springframework.security.core.Authentication;

/** A signature of <a href="https://javadoc.jenkins.io/hudson/security/ACL.html">ACL</a>. */
public abstract class ACL {
  public static final Authentication SYSTEM2 = null;
}

package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

/** A signature of <a href="https://javadoc.jenkins.io/hudson/model/Item.html">Item</a>. */
public interface Item extends AccessControlled {
  Permission EXTENDED_READ = Permission.READ;

  Permission CONFIGURE = Permission.CONFIGURE;
}

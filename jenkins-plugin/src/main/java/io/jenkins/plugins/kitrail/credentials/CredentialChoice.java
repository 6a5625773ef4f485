package io.jenkins.plugins.kitrail.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** A list of credentials in a form. */
public enum CredentialChoice {
  LOGIN(CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class)),
  FILE(CredentialsMatchers.instanceOf(FileCredentials.class)),
  TEXT(CredentialsMatchers.instanceOf(StringCredentials.class)),
  FILE_OR_TEXT(
      CredentialsMatchers.anyOf(
          CredentialsMatchers.instanceOf(FileCredentials.class),
          CredentialsMatchers.instanceOf(StringCredentials.class)));

  private final CredentialsMatcher matcher;

  CredentialChoice(CredentialsMatcher matcher) {
    this.matcher = matcher;
  }

  /**
   * Whoever may not use credentials sees the present value and nothing more.
   *
   * @param item the job of the form; null outside of any
   */
  public ListBoxModel items(@CheckForNull Item item, String present) {
    StandardListBoxModel items = new StandardListBoxModel();
    if (!mayUse(item)) {
      return items.includeCurrentValue(present);
    }
    return items
        .includeEmptyValue()
        .includeMatchingAs(ACL.SYSTEM2, item, StandardCredentials.class, List.of(), matcher)
        .includeCurrentValue(present);
  }

  /** Whether there is such a one that each job may use. Ask on behalf of an administrator only. */
  public boolean hasEverywhere(String id) {
    return CredentialsProvider.listCredentialsInItem(
            StandardCredentials.class, null, ACL.SYSTEM2, List.of(), matcher)
        .stream()
        .anyMatch(it -> it.value.equals(id));
  }

  private static boolean mayUse(@CheckForNull Item item) {
    return item == null
        ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
        : item.hasPermission(Item.EXTENDED_READ)
            || item.hasPermission(CredentialsProvider.USE_ITEM);
  }

  /** Whether somebody may see what else a job can use. */
  public static boolean mayConfigure(@CheckForNull Item item) {
    return item == null
        ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
        : item.hasPermission(Item.CONFIGURE);
  }
}

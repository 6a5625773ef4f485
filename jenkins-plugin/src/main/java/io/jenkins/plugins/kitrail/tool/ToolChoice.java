package io.jenkins.plugins.kitrail.tool;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.kitrail.credentials.CredentialChoice;
import jenkins.model.Jenkins;

/** A list of Jenkins' tools in a form. Whoever may not configure the job sees the default alone. */
public final class ToolChoice {
  private ToolChoice() {}

  /**
   * @param item the job of the form; null outside of any
   */
  public static ListBoxModel jdks(@CheckForNull Item item) {
    ListBoxModel items = new ListBoxModel();
    items.add("The agent's own Java", "");
    if (CredentialChoice.mayConfigure(item)) {
      Jenkins.get().getJDKs().forEach(it -> items.add(it.getName(), it.getName()));
    }
    return items;
  }

  /**
   * @param item the job of the form; null outside of any
   */
  public static ListBoxModel kitrails(@CheckForNull Item item) {
    ListBoxModel items = new ListBoxModel();
    items.add("The one of this plugin", "");
    if (CredentialChoice.mayConfigure(item)) {
      for (KitrailInstallation tool :
          ExtensionList.lookupSingleton(KitrailInstallation.DescriptorImpl.class)
              .getInstallations()) {
        items.add(tool.getName(), tool.getName());
      }
    }
    return items;
  }
}

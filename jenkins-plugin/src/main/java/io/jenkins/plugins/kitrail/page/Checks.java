package io.jenkins.plugins.kitrail.page;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.kitrail.facts.CheckReport;
import java.util.List;
import jenkins.model.Jenkins;

/** Where the sources are, such as GitHub, where the Checks API plugin is installed. */
interface Checks {
  Checks NONE = (run, listener, reports) -> {};

  void publish(Run<?, ?> run, TaskListener listener, List<CheckReport> reports);

  /** {@link #NONE} without that plugin, none of whose classes must be touched then. */
  static Checks ofThisJenkins() {
    return Jenkins.get().getPlugin("checks-api") == null ? NONE : new PublishedChecks();
  }
}

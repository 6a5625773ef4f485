package io.jenkins.plugins.kitrail.page;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Gives the trend to jobs that test ModelKits, and to no other one. */
@Extension
@SuppressWarnings("rawtypes")
public final class TrendFactory extends TransientActionFactory<Job> {
  @Override
  public Class<Job> type() {
    return Job.class;
  }

  @Override
  public Class<? extends Action> actionType() {
    return TrendAction.class;
  }

  /** Asked for on each page of a job, so it looks at two builds and not at all of them. */
  @Override
  public Collection<? extends Action> createFor(Job target) {
    Job<?, ?> job = target;
    return tested(job.getLastCompletedBuild()) || tested(job.getLastSuccessfulBuild())
        ? List.of(new TrendAction(job))
        : List.of();
  }

  private static boolean tested(Run<?, ?> build) {
    return build != null
        && build.getActions(ModelKitAction.class).stream()
            .anyMatch(it -> it.getFacts().getTests() != null);
  }
}

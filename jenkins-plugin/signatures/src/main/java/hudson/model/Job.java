package hudson.model;

import io.github.kitrail.signatures.StandIn;

/** A signature of <a href="https://javadoc.jenkins.io/hudson/model/Job.html">Job</a>. */
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>>
    extends Actionable {
  Job() {}

  public RunT getLastBuild() {
    throw StandIn.body();
  }

  public RunT getLastCompletedBuild() {
    throw StandIn.body();
  }

  public RunT getLastSuccessfulBuild() {
    throw StandIn.body();
  }
}

package hudson.model;

/** A signature of <a href="https://javadoc.jenkins.io/hudson/model/Job.html">Job</a>. */
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> {
  Job() {}
}

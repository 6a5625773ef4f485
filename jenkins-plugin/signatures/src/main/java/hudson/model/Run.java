package hudson.model;

/** A signature of <a href="https://javadoc.jenkins.io/hudson/model/Run.html">Run</a>. */
public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> {
  Run() {}
}

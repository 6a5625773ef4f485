package hudson.model;

import io.github.kitrail.signatures.StandIn;
import java.io.File;
import java.io.IOException;

/** A signature of <a href="https://javadoc.jenkins.io/hudson/model/Run.html">Run</a>. */
public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>>
    extends Actionable {
  Run() {}

  public int getNumber() {
    throw StandIn.body();
  }

  public RunT getPreviousBuild() {
    throw StandIn.body();
  }

  public String getUrl() {
    throw StandIn.body();
  }

  public File getRootDir() {
    throw StandIn.body();
  }

  public synchronized void save() throws IOException {
    throw StandIn.body();
  }
}

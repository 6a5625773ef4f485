package hudson.model;

import hudson.EnvVars;
import io.github.kitrail.signatures.StandIn;
import java.io.IOException;

/** A signature of <a href="https://javadoc.jenkins.io/hudson/model/JDK.html">JDK</a>. */
public final class JDK {
  private final String name;
  private final String home;

  public JDK(String name, String home) {
    this.name = name;
    this.home = home;
  }

  public String getName() {
    return name;
  }

  public String getHome() {
    return home;
  }

  public JDK forNode(Node node, TaskListener log) throws IOException, InterruptedException {
    throw StandIn.body();
  }

  public JDK forEnvironment(EnvVars environment) {
    throw StandIn.body();
  }
}

package io.jenkins.plugins.checks.api;

import io.github.kitrail.signatures.StandIn;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/checks-api/io/jenkins/plugins/checks/api/ChecksPublisher.html">ChecksPublisher</a>.
 */
public abstract class ChecksPublisher {
  public abstract void publish(ChecksDetails details);

  /** See the link above. */
  public static class NullChecksPublisher extends ChecksPublisher {
    private NullChecksPublisher() {}

    @Override
    public void publish(ChecksDetails details) {
      throw StandIn.body();
    }
  }
}

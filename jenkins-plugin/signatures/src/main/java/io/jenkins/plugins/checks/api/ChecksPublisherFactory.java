package io.jenkins.plugins.checks.api;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.github.kitrail.signatures.StandIn;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/checks-api/io/jenkins/plugins/checks/api/ChecksPublisherFactory.html">ChecksPublisherFactory</a>.
 */
public abstract class ChecksPublisherFactory {
  private ChecksPublisherFactory() {}

  public static ChecksPublisher fromRun(Run<?, ?> run, TaskListener listener) {
    throw StandIn.body();
  }
}

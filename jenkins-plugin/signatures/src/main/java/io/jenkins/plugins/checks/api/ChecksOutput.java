package io.jenkins.plugins.checks.api;

import io.github.kitrail.signatures.StandIn;
import java.util.List;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/checks-api/io/jenkins/plugins/checks/api/ChecksOutput.html">ChecksOutput</a>.
 */
public class ChecksOutput {
  private ChecksOutput() {}

  /** See the link above. */
  public static class ChecksOutputBuilder {
    public ChecksOutputBuilder() {
      throw StandIn.body();
    }

    public ChecksOutputBuilder withTitle(String title) {
      throw StandIn.body();
    }

    public ChecksOutputBuilder withSummary(String summary) {
      throw StandIn.body();
    }

    public ChecksOutputBuilder withAnnotations(List<ChecksAnnotation> annotations) {
      throw StandIn.body();
    }

    public ChecksOutput build() {
      throw StandIn.body();
    }
  }
}

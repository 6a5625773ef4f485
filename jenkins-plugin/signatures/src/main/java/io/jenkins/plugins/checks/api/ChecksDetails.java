package io.jenkins.plugins.checks.api;

import io.github.kitrail.signatures.StandIn;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/checks-api/io/jenkins/plugins/checks/api/ChecksDetails.html">ChecksDetails</a>.
 */
public class ChecksDetails {
  private ChecksDetails() {}

  /** See the link above. */
  public static class ChecksDetailsBuilder {
    public ChecksDetailsBuilder() {
      throw StandIn.body();
    }

    public ChecksDetailsBuilder withName(String name) {
      throw StandIn.body();
    }

    public ChecksDetailsBuilder withStatus(ChecksStatus status) {
      throw StandIn.body();
    }

    public ChecksDetailsBuilder withDetailsURL(String detailsURL) {
      throw StandIn.body();
    }

    public ChecksDetailsBuilder withConclusion(ChecksConclusion conclusion) {
      throw StandIn.body();
    }

    public ChecksDetailsBuilder withOutput(ChecksOutput output) {
      throw StandIn.body();
    }

    public ChecksDetails build() {
      throw StandIn.body();
    }
  }
}

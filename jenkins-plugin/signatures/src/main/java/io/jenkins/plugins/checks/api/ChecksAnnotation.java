package io.jenkins.plugins.checks.api;

import io.github.kitrail.signatures.StandIn;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/checks-api/io/jenkins/plugins/checks/api/ChecksAnnotation.html">ChecksAnnotation</a>.
 */
public class ChecksAnnotation {
  private ChecksAnnotation() {}

  /** See the link above. */
  public static class ChecksAnnotationBuilder {
    public ChecksAnnotationBuilder() {
      throw StandIn.body();
    }

    public ChecksAnnotationBuilder withPath(String path) {
      throw StandIn.body();
    }

    public ChecksAnnotationBuilder withLine(int line) {
      throw StandIn.body();
    }

    public ChecksAnnotationBuilder withAnnotationLevel(ChecksAnnotationLevel level) {
      throw StandIn.body();
    }

    public ChecksAnnotationBuilder withMessage(String message) {
      throw StandIn.body();
    }

    public ChecksAnnotationBuilder withTitle(String title) {
      throw StandIn.body();
    }

    public ChecksAnnotation build() {
      throw StandIn.body();
    }
  }

  /** See the link above. */
  public enum ChecksAnnotationLevel {
    NONE,
    NOTICE,
    WARNING,
    FAILURE
  }
}

package io.jenkins.plugins.checks.api;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/checks-api/io/jenkins/plugins/checks/api/ChecksStatus.html">ChecksStatus</a>.
 */
public enum ChecksStatus {
  NONE,
  QUEUED,
  IN_PROGRESS,
  COMPLETED
}

package io.jenkins.plugins.checks.api;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/checks-api/io/jenkins/plugins/checks/api/ChecksConclusion.html">ChecksConclusion</a>.
 */
public enum ChecksConclusion {
  NONE,
  ACTION_REQUIRED,
  SKIPPED,
  CANCELED,
  TIME_OUT,
  FAILURE,
  NEUTRAL,
  SUCCESS
}

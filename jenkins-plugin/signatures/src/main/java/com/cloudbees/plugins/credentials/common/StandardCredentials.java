package com.cloudbees.plugins.credentials.common;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/common/StandardCredentials.html">StandardCredentials</a>.
 */
public interface StandardCredentials extends IdCredentials {
  String getDescription();
}

package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/common/UsernameCredentials.html">UsernameCredentials</a>.
 */
public interface UsernameCredentials extends Credentials {
  String getUsername();

  default boolean isUsernameSecret() {
    return true;
  }
}

package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/common/IdCredentials.html">IdCredentials</a>.
 */
public interface IdCredentials extends Credentials {
  String getId();
}

package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;
import hudson.util.Secret;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/common/PasswordCredentials.html">PasswordCredentials</a>.
 */
public interface PasswordCredentials extends Credentials {
  Secret getPassword();
}

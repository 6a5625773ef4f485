package com.cloudbees.plugins.credentials;

import java.io.Serializable;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/CredentialsMatcher.html">CredentialsMatcher</a>.
 */
public interface CredentialsMatcher extends Serializable {
  boolean matches(Credentials item);
}

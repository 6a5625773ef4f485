package org.jenkinsci.plugins.plaincredentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.util.Secret;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/plain-credentials/org/jenkinsci/plugins/plaincredentials/StringCredentials.html">StringCredentials</a>.
 */
public interface StringCredentials extends StandardCredentials {
  Secret getSecret();
}

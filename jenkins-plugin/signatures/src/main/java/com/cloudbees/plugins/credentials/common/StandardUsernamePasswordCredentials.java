package com.cloudbees.plugins.credentials.common;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/common/StandardUsernamePasswordCredentials.html">StandardUsernamePasswordCredentials</a>.
 */
public interface StandardUsernamePasswordCredentials
    extends StandardUsernameCredentials, UsernamePasswordCredentials {}

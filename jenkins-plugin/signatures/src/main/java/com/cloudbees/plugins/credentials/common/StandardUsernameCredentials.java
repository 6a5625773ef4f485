package com.cloudbees.plugins.credentials.common;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/common/StandardUsernameCredentials.html">StandardUsernameCredentials</a>.
 */
public interface StandardUsernameCredentials extends StandardCredentials, UsernameCredentials {}

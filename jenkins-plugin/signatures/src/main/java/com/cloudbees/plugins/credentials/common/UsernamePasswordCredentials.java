package com.cloudbees.plugins.credentials.common;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/common/UsernamePasswordCredentials.html">UsernamePasswordCredentials</a>.
 */
public interface UsernamePasswordCredentials extends UsernameCredentials, PasswordCredentials {}

package com.cloudbees.plugins.credentials;

import hudson.model.Descriptor;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/CredentialsDescriptor.html">CredentialsDescriptor</a>.
 */
public abstract class CredentialsDescriptor extends Descriptor<Credentials> {}

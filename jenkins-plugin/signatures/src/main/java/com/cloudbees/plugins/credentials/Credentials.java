package com.cloudbees.plugins.credentials;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import java.io.Serializable;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/Credentials.html">Credentials</a>.
 */
public interface Credentials extends Describable<Credentials>, Serializable, ExtensionPoint {
  @Override
  CredentialsDescriptor getDescriptor();
}

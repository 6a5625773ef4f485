package com.cloudbees.plugins.credentials.common;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/common/StandardListBoxModel.html">StandardListBoxModel</a>.
 */
public class StandardListBoxModel
    extends AbstractIdCredentialsListBoxModel<StandardListBoxModel, StandardCredentials> {}

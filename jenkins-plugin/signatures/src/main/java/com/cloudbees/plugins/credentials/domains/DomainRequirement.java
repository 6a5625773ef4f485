package com.cloudbees.plugins.credentials.domains;

import java.io.Serializable;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/domains/DomainRequirement.html">DomainRequirement</a>.
 */
public class DomainRequirement implements Serializable {
  private static final long serialVersionUID = 1L;
}

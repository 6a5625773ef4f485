package com.cloudbees.plugins.credentials;

import io.github.kitrail.signatures.StandIn;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/CredentialsMatchers.html">CredentialsMatchers</a>.
 */
public class CredentialsMatchers {
  private CredentialsMatchers() {}

  public static CredentialsMatcher instanceOf(Class clazz) {
    throw StandIn.body();
  }

  public static CredentialsMatcher anyOf(CredentialsMatcher... matchers) {
    throw StandIn.body();
  }
}

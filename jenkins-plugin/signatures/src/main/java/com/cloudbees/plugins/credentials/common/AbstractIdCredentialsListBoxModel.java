package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.github.kitrail.signatures.StandIn;
import java.util.List;
import org.springframework.security.core.Authentication;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/credentials/com/cloudbees/plugins/credentials/common/AbstractIdCredentialsListBoxModel.html">AbstractIdCredentialsListBoxModel</a>.
 */
public abstract class AbstractIdCredentialsListBoxModel<
        T extends AbstractIdCredentialsListBoxModel<T, C>, C extends IdCredentials>
    extends ListBoxModel {
  public AbstractIdCredentialsListBoxModel<T, C> includeEmptyValue() {
    throw StandIn.body();
  }

  public AbstractIdCredentialsListBoxModel<T, C> includeMatchingAs(
      Authentication authentication,
      Item context,
      Class<? extends C> type,
      List<DomainRequirement> domainRequirements,
      CredentialsMatcher matcher) {
    throw StandIn.body();
  }

  public AbstractIdCredentialsListBoxModel<T, C> includeCurrentValue(String value) {
    throw StandIn.body();
  }
}

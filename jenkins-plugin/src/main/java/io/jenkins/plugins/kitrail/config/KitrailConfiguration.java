package io.jenkins.plugins.kitrail.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.kitrail.command.RegistryName;
import io.jenkins.plugins.kitrail.command.StepDefaults;
import io.jenkins.plugins.kitrail.credentials.CredentialChoice;
import io.jenkins.plugins.kitrail.tool.ToolChoice;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What all steps have by default: Manage Jenkins, System, Kitrail. */
@Extension
@Symbol("kitrail")
public final class KitrailConfiguration extends GlobalConfiguration {
  @CheckForNull private String registry;
  @CheckForNull private String credentialsId;
  @CheckForNull private String trustedRoot;
  @CheckForNull private String signingConfig;
  @CheckForNull private String jdk;

  public KitrailConfiguration() {
    load();
  }

  public static KitrailConfiguration get() {
    return ExtensionList.lookupSingleton(KitrailConfiguration.class);
  }

  public StepDefaults defaults() {
    return new StepDefaults(registry, credentialsId, trustedRoot, signingConfig, jdk);
  }

  @Override
  public String getDisplayName() {
    return "Kitrail";
  }

  @CheckForNull
  public String getRegistry() {
    return registry;
  }

  @DataBoundSetter
  public void setRegistry(@CheckForNull String registry) {
    this.registry = Util.fixEmptyAndTrim(registry);
    save();
  }

  @CheckForNull
  public String getCredentialsId() {
    return credentialsId;
  }

  @DataBoundSetter
  public void setCredentialsId(@CheckForNull String credentialsId) {
    this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    save();
  }

  @CheckForNull
  public String getTrustedRoot() {
    return trustedRoot;
  }

  @DataBoundSetter
  public void setTrustedRoot(@CheckForNull String trustedRoot) {
    this.trustedRoot = Util.fixEmptyAndTrim(trustedRoot);
    save();
  }

  @CheckForNull
  public String getSigningConfig() {
    return signingConfig;
  }

  @DataBoundSetter
  public void setSigningConfig(@CheckForNull String signingConfig) {
    this.signingConfig = Util.fixEmptyAndTrim(signingConfig);
    save();
  }

  @CheckForNull
  public String getJdk() {
    return jdk;
  }

  @DataBoundSetter
  public void setJdk(@CheckForNull String jdk) {
    this.jdk = Util.fixEmptyAndTrim(jdk);
    save();
  }

  @POST
  public FormValidation doCheckRegistry(@QueryParameter String value) {
    return checked(value, RegistryName::problem);
  }

  @POST
  public FormValidation doCheckTrustedRoot(@QueryParameter String value) {
    return checked(value, it -> StepDefaults.problem("trusted_root.json", it));
  }

  @POST
  public FormValidation doCheckSigningConfig(@QueryParameter String value) {
    return checked(value, it -> StepDefaults.problem("signing_config.json", it));
  }

  @POST
  public FormValidation doCheckCredentialsId(@QueryParameter String value) {
    return checked(
        value,
        it ->
            CredentialChoice.LOGIN.hasEverywhere(it)
                ? null
                : "There is no username with password of the id "
                    + it
                    + " that all jobs may use; look at Manage Jenkins, Credentials, System.");
  }

  @POST
  public FormValidation doCheckJdk(@QueryParameter String value) {
    return checked(
        value,
        it ->
            Jenkins.get().getJDK(it) == null
                ? "There is no JDK " + it + " at Manage Jenkins, Tools."
                : null);
  }

  @POST
  public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
    return CredentialChoice.LOGIN.items(null, credentialsId);
  }

  @POST
  public ListBoxModel doFillJdkItems() {
    return ToolChoice.jdks(null);
  }

  private interface Check {
    @CheckForNull
    String problem(String value);
  }

  /** Nobody but an administrator learns what there is. */
  private static FormValidation checked(@CheckForNull String value, Check check) {
    Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    String given = Util.fixEmptyAndTrim(value);
    String problem = given == null ? null : check.problem(given);
    return problem == null ? FormValidation.ok() : FormValidation.error(problem);
  }
}

package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.kohsuke.stapler.DataBoundSetter;

/** A step whose command looks at signatures: who must have made them. */
public abstract class VerifyingStep extends ModelKitStep {
  VerifyingStep(String command) {
    super(command);
  }

  @CheckForNull
  public String getKey() {
    return arguments().get("--key");
  }

  @DataBoundSetter
  public void setKey(@CheckForNull String key) {
    arguments().text("--key", key);
  }

  @CheckForNull
  public String getCertificateIdentity() {
    return arguments().get("--certificate-identity");
  }

  @DataBoundSetter
  public void setCertificateIdentity(@CheckForNull String certificateIdentity) {
    arguments().text("--certificate-identity", certificateIdentity);
  }

  @CheckForNull
  public String getCertificateIdentityRegexp() {
    return arguments().get("--certificate-identity-regexp");
  }

  @DataBoundSetter
  public void setCertificateIdentityRegexp(@CheckForNull String certificateIdentityRegexp) {
    arguments().text("--certificate-identity-regexp", certificateIdentityRegexp);
  }

  @CheckForNull
  public String getCertificateOidcIssuer() {
    return arguments().get("--certificate-oidc-issuer");
  }

  @DataBoundSetter
  public void setCertificateOidcIssuer(@CheckForNull String certificateOidcIssuer) {
    arguments().text("--certificate-oidc-issuer", certificateOidcIssuer);
  }

  @CheckForNull
  public String getTrustedRoot() {
    return arguments().get("--trusted-root");
  }

  @DataBoundSetter
  public void setTrustedRoot(@CheckForNull String trustedRoot) {
    arguments().text("--trusted-root", trustedRoot);
  }

  @CheckForNull
  public String getCertificateGithubWorkflowRepository() {
    return arguments().get("--certificate-github-workflow-repository");
  }

  @DataBoundSetter
  public void setCertificateGithubWorkflowRepository(
      @CheckForNull String certificateGithubWorkflowRepository) {
    arguments()
        .text("--certificate-github-workflow-repository", certificateGithubWorkflowRepository);
  }
}

package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.kitrail.credentials.CredentialChoice;
import io.jenkins.plugins.kitrail.tool.ToolChoice;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of all steps offer, each list only to those who may configure the job. */
public abstract class ModelKitStepDescriptor extends StepDescriptor {
  @Override
  public final Set<? extends Class<?>> getRequiredContext() {
    return Set.of(Run.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
  }

  /** In the view of a build's steps: what it is about. */
  @Override
  @CheckForNull
  public String argumentsToString(Map<String, Object> namedArgs) {
    for (String name : new String[] {"reference", "tag", "destination", "modelkit", "directory"}) {
      if (namedArgs.get(name) instanceof String value) {
        return value;
      }
    }
    return super.argumentsToString(namedArgs);
  }

  @POST
  public final ListBoxModel doFillCredentialsIdItems(
      @AncestorInPath @CheckForNull Item item, @QueryParameter String credentialsId) {
    return CredentialChoice.LOGIN.items(item, credentialsId);
  }

  @POST
  public final ListBoxModel doFillDockerConfigCredentialsIdItems(
      @AncestorInPath @CheckForNull Item item, @QueryParameter String dockerConfigCredentialsId) {
    return CredentialChoice.FILE.items(item, dockerConfigCredentialsId);
  }

  @POST
  public final ListBoxModel doFillKeyCredentialsIdItems(
      @AncestorInPath @CheckForNull Item item, @QueryParameter String keyCredentialsId) {
    return CredentialChoice.FILE_OR_TEXT.items(item, keyCredentialsId);
  }

  @POST
  public final ListBoxModel doFillSignKeyCredentialsIdItems(
      @AncestorInPath @CheckForNull Item item, @QueryParameter String signKeyCredentialsId) {
    return CredentialChoice.FILE_OR_TEXT.items(item, signKeyCredentialsId);
  }

  @POST
  public final ListBoxModel doFillPassphraseCredentialsIdItems(
      @AncestorInPath @CheckForNull Item item, @QueryParameter String passphraseCredentialsId) {
    return CredentialChoice.TEXT.items(item, passphraseCredentialsId);
  }

  @POST
  public final ListBoxModel doFillIdentityTokenCredentialsIdItems(
      @AncestorInPath @CheckForNull Item item, @QueryParameter String identityTokenCredentialsId) {
    return CredentialChoice.TEXT.items(item, identityTokenCredentialsId);
  }

  @POST
  public final ListBoxModel doFillJdkItems(@AncestorInPath @CheckForNull Item item) {
    return ToolChoice.jdks(item);
  }

  @POST
  public final ListBoxModel doFillToolItems(@AncestorInPath @CheckForNull Item item) {
    return ToolChoice.kitrails(item);
  }
}

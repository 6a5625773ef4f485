package io.jenkins.plugins.kitrail.live;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.util.Secret;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Pipelines and credentials of a Jenkins under test. */
final class Jobs {
  static final String PASSWORD = "s3cr3t-of-the-registry";

  /** A folder with a Kitfile, made by the pipeline itself. */
  static final String KIT =
      """
      writeFile file: 'kit/Kitfile', text: 'manifestVersion: "1.0"\\npackage: {name: tiny}\\nmodel: {path: m.bin}\\n'
      writeFile file: 'kit/m.bin', text: 'weights'
      """;

  private Jobs() {}

  static void login(String id) throws Exception {
    add(
        new UsernamePasswordCredentialsImpl(
            CredentialsScope.GLOBAL, id, "the registry's", "bot", PASSWORD));
  }

  static void text(String id, String secret) throws Exception {
    add(new StringCredentialsImpl(CredentialsScope.GLOBAL, id, id, Secret.fromString(secret)));
  }

  private static void add(Credentials credentials) throws Exception {
    SystemCredentialsProvider provider = SystemCredentialsProvider.getInstance();
    provider.getCredentials().add(credentials);
    provider.save();
  }

  /** Starts a pipeline in the sandbox. */
  static WorkflowRun start(JenkinsRule jenkins, String name, String pipeline) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
    job.setDefinition(new CpsFlowDefinition(pipeline, true));
    return job.scheduleBuild2(0).waitForStart();
  }

  static WorkflowRun run(JenkinsRule jenkins, String name, String pipeline) throws Exception {
    return jenkins.waitForCompletion(start(jenkins, name, pipeline));
  }
}

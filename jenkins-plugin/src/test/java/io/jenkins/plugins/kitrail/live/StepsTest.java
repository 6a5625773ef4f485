package io.jenkins.plugins.kitrail.live;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.github.kitrail.fixture.Access;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Each step on an agent, against a registry that wants a password. */
@WithJenkins
class StepsTest {
  private final FixtureRegistry registry =
      FixtureRegistry.builder().access(Access.basic("bot", Jobs.PASSWORD)).start();

  private JenkinsRule jenkins;
  private DumbSlave agent;
  private String kit;
  private String access;

  @BeforeEach
  void connect(JenkinsRule rule) throws Exception {
    jenkins = rule;
    agent = jenkins.createOnlineSlave(Label.get("linux"));
    Jobs.login("registry");
    kit = registry.host() + "/acme/tiny:1";
    access = "plainHttp: true, credentialsId: 'registry'";
  }

  @AfterEach
  void disconnect() {
    registry.close();
  }

  @Test
  void publishReturnsItsResultAndLeavesNoSecret() throws Exception {
    WorkflowRun build =
        run(
            Jobs.KIT
                + "def kit = modelKitPublish directory: 'kit', tag: '%s', %s\n"
                + "echo \"RESULT ${kit.digest} ${kit.layers.size()} ${kit.schemaVersion}\"\n");

    jenkins.assertBuildStatus(Result.SUCCESS, build);
    String digest = registry.repository("acme/tiny").tags().get("1");
    jenkins.assertLogContains("RESULT " + digest + " 1 1", build);
    jenkins.assertLogNotContains(Jobs.PASSWORD, build);
    jenkins.assertLogNotContains("set +x", build);
    assertNoSecretIn(build.getRootDir().toPath());
    assertNoSecretIn(Path.of(agent.getRemoteFS()));
  }

  @Test
  void aDeclarativePipelineHasThemToo() throws Exception {
    WorkflowRun build =
        Jobs.run(
            jenkins,
            "declarative",
            """
            pipeline {
              agent { label 'linux' }
              stages {
                stage('Publish') {
                  steps {
                    %s
                    modelKitPublish(directory: 'kit', tag: '%s', %s)
                  }
                }
                stage('List') {
                  steps {
                    withModelKit(credentialsId: 'registry') {
                      sh 'kitrail list --plain-http %s/acme/tiny'
                    }
                  }
                }
              }
            }
            """
                .formatted(Jobs.KIT, kit, access, registry.host()));

    jenkins.assertBuildStatus(Result.SUCCESS, build);
    jenkins.assertLogContains("tiny", build);
  }

  @Test
  void theRailFromAKeyToAFolderToServe() throws Exception {
    Jobs.text("phrase", "open sesame");
    WorkflowRun build =
        run(
            Jobs.KIT
                + """
                withModelKit(credentialsId: 'registry', passphraseCredentialsId: 'phrase') {
                  sh 'kitrail generate-key --out signer'
                }
                modelKitPublish directory: 'kit', tag: '%s', %s
                withModelKit(credentialsId: 'registry', passphraseCredentialsId: 'phrase') {
                  sh 'kitrail sign --plain-http --key signer.key %1$s'
                }
                def verified = modelKitVerify reference: '%1$s', key: 'signer.pub', %2$s
                writeFile file: 'policy.yaml', text: 'version: 1\\nrequire: [signature]\\n'
                def gate = modelKitGate reference: '%1$s', policy: 'policy.yaml', key: 'signer.pub', %2$s
                def promoted = modelKitPromote source: '%1$s', destination: '%1$s-live', %2$s
                echo "RESULT ${verified.digest == promoted.digest} ${gate.verdict}"
                """);

    jenkins.assertBuildStatus(Result.SUCCESS, build);
    jenkins.assertLogContains("RESULT true PASSED", build);
    jenkins.assertLogNotContains("open sesame", build);
    assertThat(registry.repository("acme/tiny").tags()).containsKeys("1", "1-live");
  }

  @Test
  void aFailureIsOneSentenceAndAFailedBuild() throws Exception {
    WorkflowRun build = run("modelKitVerify reference: '%s', key: 'none.pub', %s\n");

    jenkins.assertBuildStatus(Result.FAILURE, build);
    jenkins.assertLogContains("ERROR: kitrail verify failed, status 2 (", build);
    jenkins.assertLogNotContains("\tat ", build);
  }

  @Test
  void aGateThatRefusesSaysWhichRuleFailed() throws Exception {
    WorkflowRun build =
        run(
            Jobs.KIT
                + """
                modelKitPublish directory: 'kit', tag: '%s', %s
                withModelKit { sh 'KITRAIL_KEY_PASSPHRASE=x kitrail generate-key --out signer' }
                writeFile file: 'policy.yaml', text: 'version: 1\\nrequire: [test-result]\\n'
                modelKitGate reference: '%1$s', policy: 'policy.yaml', key: 'signer.pub', %2$s
                """);

    jenkins.assertBuildStatus(Result.FAILURE, build);
    jenkins.assertLogContains("test-result: " + kit + " holds ", build);
    jenkins.assertLogContains("ERROR: kitrail gate failed, status 3 (not trusted)", build);
  }

  @Test
  void aCredentialThatIsMissingOrOfAnotherKindIsSaid() throws Exception {
    WorkflowRun missing =
        Jobs.run(
            jenkins,
            "missing",
            "node('linux') { modelKitPublish directory: '.', tag: 'a.io/b:1', credentialsId: 'nope'"
                + " }");
    jenkins.assertBuildStatus(Result.FAILURE, missing);
    jenkins.assertLogContains(
        "ERROR: There is no credential nope that this build may use.", missing);

    Jobs.text("text", "abc");
    WorkflowRun wrong =
        Jobs.run(
            jenkins,
            "wrong",
            "node('linux') { modelKitPublish directory: '.', tag: 'a.io/b:1', credentialsId: 'text'"
                + " }");
    jenkins.assertBuildStatus(Result.FAILURE, wrong);
    jenkins.assertLogContains(
        "ERROR: The credential text is of the kind Secret text, and a username with password is"
            + " needed.",
        wrong);

    WorkflowRun noKey =
        Jobs.run(jenkins, "no-key", "node('linux') { modelKitRun keyCredentialsId: 'text' }");
    jenkins.assertBuildStatus(Result.FAILURE, noKey);
    jenkins.assertLogContains("ERROR: The credential text holds no private key:", noKey);
    jenkins.assertLogNotContains("abc", noKey);
  }

  @Test
  void aJdkThatIsNotThereIsSaid() throws Exception {
    WorkflowRun build = Jobs.run(jenkins, "jdk", "node('linux') { modelKitRun jdk: 'jdk-8' }");
    jenkins.assertBuildStatus(Result.FAILURE, build);
    jenkins.assertLogContains("There is no JDK jdk-8 at Manage Jenkins, Tools.", build);
  }

  @Test
  void aBlocksLogIsMasked() throws Exception {
    WorkflowRun build =
        run(
            "withModelKit(credentialsId: 'registry') {\n"
                + "  sh 'echo pw=$KITRAIL_REGISTRY_PASSWORD; kitrail --version'\n}\n"
                + "sh 'echo after=$KITRAIL_REGISTRY_PASSWORD.'\n");

    jenkins.assertBuildStatus(Result.SUCCESS, build);
    jenkins.assertLogContains("pw=****", build);
    jenkins.assertLogContains("after=.", build);
    jenkins.assertLogNotContains(Jobs.PASSWORD, build);
  }

  private WorkflowRun run(String steps) throws Exception {
    return Jobs.run(jenkins, "p", "node('linux') {\n" + steps.formatted(kit, access) + "}\n");
  }

  private static void assertNoSecretIn(Path folder) throws Exception {
    byte[] secret = Jobs.PASSWORD.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).isNotEmpty();
      for (Path file : all) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains(new String(secret, java.nio.charset.StandardCharsets.ISO_8859_1)))
            .as(file.toString())
            .isFalse();
      }
    }
  }
}

package io.jenkins.plugins.kitrail.live;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.model.Result;
import hudson.tools.InstallSourceProperty;
import hudson.util.FormValidation;
import io.github.kitrail.fixture.FixtureRegistry;
import io.jenkins.plugins.kitrail.config.KitrailConfiguration;
import io.jenkins.plugins.kitrail.tool.KitrailInstallation;
import io.jenkins.plugins.kitrail.tool.KitrailInstaller;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What an administrator sets for all steps, and the tool. */
@WithJenkins
class ConfigurationTest {
  private static final String ROOT = "{\"mediaType\": \"root\"}";

  @Test
  void theFormKeepsWhatIsSet(JenkinsRule jenkins) throws Exception {
    Jobs.login("registry");
    KitrailConfiguration configuration = KitrailConfiguration.get();
    configuration.setRegistry("r.example.com/models");
    configuration.setCredentialsId("registry");
    configuration.setTrustedRoot(ROOT);

    jenkins.configRoundtrip();

    assertThat(configuration.getRegistry()).isEqualTo("r.example.com/models");
    assertThat(configuration.getCredentialsId()).isEqualTo("registry");
    assertThat(configuration.getTrustedRoot()).isEqualTo(ROOT);
    assertThat(configuration.getSigningConfig()).isNull();
  }

  @Test
  void theFormSaysWhatIsWrong(JenkinsRule jenkins) throws Exception {
    Jobs.login("registry");
    KitrailConfiguration configuration = KitrailConfiguration.get();
    assertThat(configuration.doCheckCredentialsId("registry").kind)
        .isEqualTo(FormValidation.Kind.OK);
    assertThat(configuration.doCheckCredentialsId("none").kind)
        .isEqualTo(FormValidation.Kind.ERROR);
    assertThat(configuration.doCheckRegistry("https://a.io").kind)
        .isEqualTo(FormValidation.Kind.ERROR);
  }

  @Test
  void stepsHaveTheDefaults(JenkinsRule jenkins) throws Exception {
    jenkins.createOnlineSlave(Label.get("linux"));
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      KitrailConfiguration.get().setRegistry(registry.host());
      KitrailConfiguration.get().setTrustedRoot(ROOT);

      WorkflowRun build =
          Jobs.run(
              jenkins,
              "p",
              "node('linux') {\n"
                  + Jobs.KIT
                  + "modelKitPublish directory: 'kit', tag: 'acme/tiny:1', plainHttp: true\n"
                  + "withModelKit { sh 'cat \"$KITRAIL_TRUSTED_ROOT\"' }\n"
                  + "}\n");

      jenkins.assertBuildStatus(Result.SUCCESS, build);
      jenkins.assertLogContains(ROOT, build);
      assertThat(registry.repository("acme/tiny").tags()).containsKey("1");
    }
  }

  @Test
  void theToolIsOnThePath(JenkinsRule jenkins) throws Exception {
    jenkins.createOnlineSlave(Label.get("linux"));
    InstallSourceProperty source = new InstallSourceProperty(List.of(new KitrailInstaller(null)));
    jenkins
        .jenkins
        .getDescriptorByType(KitrailInstallation.DescriptorImpl.class)
        .setInstallations(new KitrailInstallation("own", null, List.of(source)));

    WorkflowRun build =
        Jobs.run(
            jenkins,
            "declarative",
            """
            pipeline {
              agent { label 'linux' }
              tools { kitrail 'own' }
              stages {
                stage('Tool') {
                  steps {
                    sh 'kitrail --version'
                    withModelKit(tool: 'own') { sh 'command -v kitrail' }
                  }
                }
              }
            }
            """);

    jenkins.assertBuildStatus(Result.SUCCESS, build);
    jenkins.assertLogContains("kitrail ", build);

    WorkflowRun none =
        Jobs.run(jenkins, "none", "node('linux') { withModelKit(tool: 'no') { echo 'in' } }");
    jenkins.assertBuildStatus(Result.FAILURE, none);
    jenkins.assertLogContains("There is no Kitrail tool no at Manage Jenkins, Tools.", none);
  }
}

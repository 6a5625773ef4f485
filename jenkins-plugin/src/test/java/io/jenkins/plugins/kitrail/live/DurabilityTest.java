package io.jenkins.plugins.kitrail.live;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.github.kitrail.fixture.FixtureRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A publish that is still under way when the controller restarts or dies, the agent goes away, or
 * somebody aborts it. The registry is slow, and outside of Jenkins.
 */
class DurabilityTest {
  private static final int MODEL = 8 * 1024 * 1024;

  @RegisterExtension final RealJenkinsExtension jenkins = new RealJenkinsExtension();
  @RegisterExtension final InboundAgentExtension agents = new InboundAgentExtension();

  private final FixtureRegistry registry = FixtureRegistry.start().bandwidth(MODEL / 20);

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aRestartCostsNothing() throws Throwable {
    publishing();
    jenkins.stopJenkins();
    jenkins.startJenkins();
    assertPublishedOnce();
  }

  @Test
  void theControllersDeathCostsNothing() throws Throwable {
    publishing();
    jenkins.stopJenkinsForcibly();
    jenkins.startJenkins();
    assertPublishedOnce();
  }

  @Test
  void anAgentMayReconnect() throws Throwable {
    publishing();
    agents.stop("linux");
    agents.start(jenkins, options());
    assertPublishedOnce();
    jenkins.runRemotely(
        r -> {
          r.assertLogContains("is back", build(r));
        });
  }

  @Test
  void anAbortEndsTheProcesses() throws Throwable {
    publishing();
    assertThat(processes()).isNotEmpty();
    jenkins.runRemotely(
        r -> {
          WorkflowRun build = build(r);
          build.doStop();
          r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(build));
        });
    assertEnded();
    assertThat(registry.repository("acme/tiny").tags()).isEmpty();
  }

  @Test
  void anAbortAfterTheControllersDeathEndsThem() throws Throwable {
    publishing();
    jenkins.stopJenkinsForcibly();
    jenkins.startJenkins();
    jenkins.runRemotely(
        r -> {
          WorkflowRun build = build(r);
          build.doStop();
          r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(build));
        });
    assertEnded();
  }

  private void publishing() throws Throwable {
    jenkins.startJenkins();
    agents.createAgent(jenkins, options());
    String pipeline =
        """
        node('linux') {
          writeFile file: 'kit/Kitfile', text: 'manifestVersion: "1.0"\\nmodel: {path: m.bin}\\n'
          sh 'head -c %d /dev/urandom >kit/m.bin'
          def kit = modelKitPublish directory: 'kit', tag: '%s/acme/tiny:1', plainHttp: true
          echo "RESULT ${kit.digest}"
        }
        """
            .formatted(MODEL, registry.host());
    jenkins.runRemotely(DurabilityTest::start, pipeline);
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (registry.requests().stream().noneMatch(it -> it.line().startsWith("P"))) {
      if (System.nanoTime() > limit) {
        jenkins.runRemotely(
            r -> {
              throw new AssertionError(JenkinsRule.getLog(build(r)));
            });
      }
      Thread.sleep(100);
    }
  }

  private static void start(JenkinsRule rule, String pipeline) throws Exception {
    Jobs.start(rule, "p", pipeline);
  }

  private void assertPublishedOnce() throws Throwable {
    jenkins.runRemotely(
        r -> {
          r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(build(r)));
        });
    String digest = registry.repository("acme/tiny").tags().get("1");
    jenkins.runRemotely(DurabilityTest::assertResult, digest);
    assertThat(registry.requests().stream().filter(it -> it.line().matches("PUT .*/manifests/1.*")))
        .as("one process, that nobody started again")
        .hasSize(1);
  }

  private static void assertResult(JenkinsRule rule, String digest) throws Exception {
    rule.assertLogContains("RESULT " + digest, build(rule));
  }

  private static WorkflowRun build(JenkinsRule rule) {
    return rule.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
  }

  private static InboundAgentExtension.Options options() {
    return InboundAgentExtension.Options.newBuilder().name("linux").webSocket().build();
  }

  /** A command that is told to end takes a moment to cancel its transfer. */
  private void assertEnded() throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!processes().isEmpty() && System.nanoTime() < limit) {
      Thread.sleep(100);
    }
    assertThat(processes()).isEmpty();
  }

  /** Those that talk to this registry on this machine, which is the agent, too. */
  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(it -> it.info().commandLine().orElse(""))
        .filter(it -> it.contains("kitrail.jar") && it.contains(registry.host()))
        .toList();
  }
}

package hudson.tasks.junit.pipeline;

import io.github.kitrail.signatures.StandIn;
import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/junit/hudson/tasks/junit/pipeline/JUnitResultsStepExecution.html">JUnitResultsStepExecution</a>.
 */
public class JUnitResultsStepExecution {
  private JUnitResultsStepExecution() {}

  public static List<FlowNode> getEnclosingStagesAndParallels(FlowNode node) {
    throw StandIn.body();
  }

  public static List<String> getEnclosingBlockIds(List<FlowNode> nodes) {
    throw StandIn.body();
  }

  public static List<String> getEnclosingBlockNames(List<FlowNode> nodes) {
    throw StandIn.body();
  }
}

package hudson.tasks.test;

import io.github.kitrail.signatures.StandIn;
import java.util.List;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/junit/hudson/tasks/test/PipelineTestDetails.html">PipelineTestDetails</a>.
 */
public class PipelineTestDetails {
  public void setNodeId(String nodeId) {
    throw StandIn.body();
  }

  public void setEnclosingBlocks(List<String> enclosingBlocks) {
    throw StandIn.body();
  }

  public void setEnclosingBlockNames(List<String> enclosingBlockNames) {
    throw StandIn.body();
  }
}

package hudson.model;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/model/ModelObject.html">ModelObject</a>.
 */
public interface ModelObject {
  String getDisplayName();
}

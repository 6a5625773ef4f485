package jenkins.model;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/jenkins/model/CauseOfInterruption.html">CauseOfInterruption</a>.
 */
public abstract class CauseOfInterruption {}

package hudson.model;

/** A signature of <a href="https://javadoc.jenkins.io/hudson/model/Action.html">Action</a>. */
public interface Action extends ModelObject {
  String getIconFileName();

  @Override
  String getDisplayName();

  String getUrlName();
}

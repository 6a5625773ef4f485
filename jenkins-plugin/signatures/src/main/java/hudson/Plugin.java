package hudson;

/** A signature of <a href="https://javadoc.jenkins.io/hudson/Plugin.html">Plugin</a>. */
public abstract class Plugin {
  protected Plugin() {}
}

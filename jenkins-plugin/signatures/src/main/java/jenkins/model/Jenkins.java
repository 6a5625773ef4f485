package jenkins.model;

import hudson.FilePath;
import hudson.Plugin;
import hudson.model.FingerprintMap;
import hudson.model.JDK;
import hudson.model.Node;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import io.github.kitrail.signatures.StandIn;
import java.util.List;

/** A signature of <a href="https://javadoc.jenkins.io/jenkins/model/Jenkins.html">Jenkins</a>. */
public class Jenkins extends Node implements AccessControlled {
  public static final Permission ADMINISTER = Permission.HUDSON_ADMINISTER;

  private Jenkins() {}

  public static Jenkins get() {
    throw StandIn.body();
  }

  public Node getNode(String name) {
    throw StandIn.body();
  }

  public JDK getJDK(String name) {
    throw StandIn.body();
  }

  public FingerprintMap getFingerprintMap() {
    throw StandIn.body();
  }

  public Plugin getPlugin(String shortName) {
    throw StandIn.body();
  }

  public String getRootUrl() throws IllegalStateException {
    throw StandIn.body();
  }

  public List<JDK> getJDKs() {
    throw StandIn.body();
  }

  @Override
  public String getNodeName() {
    throw StandIn.body();
  }

  @Override
  public FilePath getRootPath() {
    throw StandIn.body();
  }
}

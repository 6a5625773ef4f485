package io.jenkins.plugins.kitrail.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.kitrail.facts.ModelKitFacts;
import io.jenkins.plugins.kitrail.facts.StepFacts;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The page of a ModelKit on a build. What it shows is saved with the build. */
@ExportedBean
public final class ModelKitAction implements RunAction2 {
  private final int position;
  private volatile ModelKitFacts facts;
  @CheckForNull private transient volatile Run<?, ?> run;

  /**
   * @param position among the ModelKits of the build, from 1
   */
  ModelKitAction(int position, ModelKitFacts facts) {
    this.position = position;
    this.facts = facts;
  }

  void add(StepFacts step) {
    facts = facts.with(step);
  }

  @Override
  public void onAttached(Run<?, ?> r) {
    run = r;
  }

  @Override
  public void onLoad(Run<?, ?> r) {
    run = r;
  }

  /** For the side panel. */
  @CheckForNull
  public Run<?, ?> getRun() {
    return run;
  }

  public ModelKitFacts getFacts() {
    return facts;
  }

  @Override
  public String getIconFileName() {
    return "symbol-modelkit plugin-kitrail";
  }

  /** The side panel is narrow: a name without its registry and path. */
  @Override
  public String getDisplayName() {
    String name = facts.getName();
    return "ModelKit " + name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public String getUrlName() {
    return position == 1 ? "modelkit" : "modelkit-" + position;
  }

  @Exported(visibility = 2)
  public String getName() {
    return facts.getName();
  }

  @Exported(visibility = 2)
  @CheckForNull
  public String getDigest() {
    return facts.getDigest();
  }

  @Exported(visibility = 2)
  @CheckForNull
  public String getVerdict() {
    return facts.getVerdict();
  }

  @Exported(visibility = 2)
  public boolean isPassed() {
    return facts.isPassed();
  }
}

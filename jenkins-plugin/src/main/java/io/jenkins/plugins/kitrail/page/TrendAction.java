package io.jenkins.plugins.kitrail.page;

import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.kitrail.facts.BuildPoint;
import io.jenkins.plugins.kitrail.facts.Trend;
import java.util.ArrayList;
import java.util.List;

/** How the smoke tests of a job's ModelKits went, from build to build. */
public final class TrendAction implements Action {
  /** Each of them is read from disk, if it is not in memory. */
  private static final int BUILDS = 50;

  private final Job<?, ?> job;

  TrendAction(Job<?, ?> job) {
    this.job = job;
  }

  /** For the side panel. */
  public Job<?, ?> getJob() {
    return job;
  }

  /** Of the newest 50 builds. */
  public List<Trend> getTrends() {
    List<BuildPoint> points = new ArrayList<>();
    Run<?, ?> build = job.getLastBuild();
    for (int i = 0; build != null && i < BUILDS; i++) {
      points.add(new BuildModelKits(build).point());
      build = build.getPreviousBuild();
    }
    return Trend.of(points);
  }

  @Override
  public String getIconFileName() {
    return "symbol-modelkit plugin-kitrail";
  }

  @Override
  public String getDisplayName() {
    return "ModelKit trend";
  }

  @Override
  public String getUrlName() {
    return "modelkit-trend";
  }
}

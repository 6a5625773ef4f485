package io.jenkins.plugins.kitrail.facts;

import java.util.List;

/**
 * A build in a row of builds.
 *
 * @param number of the build
 * @param kits those that it had to do with
 */
public record BuildPoint(int number, List<ModelKitFacts> kits) {
  public BuildPoint {
    kits = List.copyOf(kits);
  }
}

package io.github.kitrail.benchmarks;

import io.github.kitrail.fixture.FixtureRegistry;
import java.util.concurrent.CountDownLatch;

/**
 * A registry in a process of its own that hashes what it gets and keeps nothing, so that a publish
 * may be larger than the disk. Says where it listens, and runs until it is killed.
 */
public final class DiscardingRegistry {
  private DiscardingRegistry() {}

  public static void main(String[] args) throws InterruptedException {
    try (FixtureRegistry registry = FixtureRegistry.start().discardBodies()) {
      System.out.println("listening on " + registry.host());
      new CountDownLatch(1).await();
    }
  }
}

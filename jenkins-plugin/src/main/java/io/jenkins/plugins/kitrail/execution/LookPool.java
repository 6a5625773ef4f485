package io.jenkins.plugins.kitrail.execution;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that look after steps on agents. Not those of Jenkins itself: an agent that does not
 * answer would hold up whatever else waits for them.
 */
@Extension
public final class LookPool {
  private static final int THREADS = 10;

  private final ScheduledThreadPoolExecutor pool;

  public LookPool() {
    pool =
        new ScheduledThreadPoolExecutor(
            THREADS,
            new NamingThreadFactory(
                new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), "Kitrail"));
    pool.setKeepAliveTime(1, TimeUnit.MINUTES);
    pool.allowCoreThreadTimeOut(true);
    pool.setRemoveOnCancelPolicy(true);
  }

  static LookPool get() {
    return ExtensionList.lookupSingleton(LookPool.class);
  }

  /**
   * @throws RejectedExecutionException when Jenkins shuts down
   */
  Future<?> after(Duration pause, Runnable look) {
    return pool.schedule(look, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isShutDown() {
    return pool.isShutdown();
  }

  /** Jenkins shuts down; what looks go on with is saved. */
  @Terminator
  public void shutDown() {
    pool.shutdownNow();
  }
}

package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs tasks side by side, so many at a time; the first failure ends them all. */
final class Workers {
  /** Time for interrupted tasks to remove what they have half written. */
  private static final long CLEANUP_SECONDS = 60;

  private final int parallelism;

  Workers(int parallelism) {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism: " + parallelism);
    }
    this.parallelism = parallelism;
  }

  /**
   * Waits until all are done, or, after a failure or an interrupt, until all have stopped.
   *
   * @return the results, in the order of the tasks
   * @throws KitrailException the first failure, others suppressed; CANCELLED when interrupted
   */
  <T> List<T> run(List<Callable<T>> tasks) throws KitrailException {
    if (tasks.isEmpty()) {
      return List.of();
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.min(parallelism, tasks.size()), Workers::daemon);
    ExecutorCompletionService<T> completion = new ExecutorCompletionService<>(pool);
    List<Future<T>> futures = new ArrayList<>();
    tasks.forEach(task -> futures.add(completion.submit(task)));
    try {
      for (int done = 0; done < futures.size(); done++) {
        completion.take().get();
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      stop(pool);
      Thread.currentThread().interrupt();
      throw new KitrailException(ErrorCode.CANCELLED, "Cancelled.", e);
    } catch (ExecutionException e) {
      stop(pool);
      throw failure(String.valueOf(e.getMessage()), e.getCause(), futures);
    } finally {
      pool.shutdown();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "kitrail-copy");
    thread.setDaemon(true);
    return thread;
  }

  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    try {
      pool.awaitTermination(CLEANUP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> KitrailException failure(
      String message, @Nullable Throwable first, List<Future<T>> futures) {
    if (first instanceof RuntimeException bug) {
      throw bug;
    }
    if (first instanceof Error bug) {
      throw bug;
    }
    KitrailException failure =
        first instanceof KitrailException expected
            ? expected
            : new KitrailException(ErrorCode.UNEXPECTED, message, first);
    for (Future<T> future : futures) {
      Throwable other = failureOf(future);
      boolean followed = other instanceof KitrailException k && k.code() == ErrorCode.CANCELLED;
      if (other != null && other != first && !followed) {
        failure.addSuppressed(other);
      }
    }
    return failure;
  }

  private static @Nullable Throwable failureOf(Future<?> future) {
    if (!future.isDone()) {
      return null;
    }
    try {
      future.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (CancellationException | InterruptedException e) {
      return null;
    }
  }
}

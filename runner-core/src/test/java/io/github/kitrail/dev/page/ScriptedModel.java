package io.github.kitrail.dev.page;

import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.EngineException;
import io.github.kitrail.inference.engine.EngineSession;
import io.github.kitrail.inference.engine.TokenListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A model that says what a test wants to see on the page, when the test lets it: no small model can
 * be brought to attack a page.
 */
final class ScriptedModel implements EngineSession {
  private static final int CONTEXT = 2048;

  private final BlockingQueue<CompletionRequest> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> brokenOff = new LinkedBlockingQueue<>();
  private final Deque<Stream<String>> answers = new ArrayDeque<>();
  private final Deque<String> failures = new ArrayDeque<>();
  private final Semaphore gate = new Semaphore(Integer.MAX_VALUE);

  /** The next answer, in pieces. */
  synchronized void answer(String... pieces) {
    answers.add(List.of(pieces).stream());
  }

  /** The next answer never ends by itself. */
  synchronized void answerForever(String piece) {
    answers.add(Stream.generate(() -> piece).peek(it -> pause()));
  }

  /** The next request is refused. */
  synchronized void fail(String reason) {
    failures.add(reason);
  }

  /** From now on each piece waits for {@link #step}. */
  void hold() {
    gate.drainPermits();
  }

  void step(int pieces) {
    gate.release(pieces);
  }

  /** The next request that arrived. */
  CompletionRequest asked() throws InterruptedException {
    CompletionRequest request = asked.poll(10, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("nothing was asked");
    }
    return request;
  }

  boolean isAskedMore() {
    return !asked.isEmpty();
  }

  /** Whether the next answer that ended was broken off by its reader. */
  boolean isBrokenOff() throws InterruptedException {
    return Boolean.TRUE.equals(brokenOff.poll(10, TimeUnit.SECONDS));
  }

  @Override
  public Completion complete(CompletionRequest request, TokenListener listener)
      throws EngineException {
    asked.add(request);
    Iterator<String> pieces = next().iterator();
    StringBuilder text = new StringBuilder();
    int tokens = 0;
    boolean wanted = true;
    while (wanted && pieces.hasNext()) {
      gate.acquireUninterruptibly();
      String piece = pieces.next();
      text.append(piece);
      tokens++;
      wanted = listener.heard(piece);
    }
    brokenOff.add(!wanted);
    boolean cut = tokens >= request.sampling().maxTokens();
    return new Completion(
        text.toString(),
        20,
        tokens,
        Duration.ofMillis(50),
        Duration.ofMillis(50 + 20L * tokens),
        cut ? Completion.FinishReason.LENGTH : Completion.FinishReason.STOP);
  }

  private synchronized Stream<String> next() throws EngineException {
    if (!failures.isEmpty()) {
      throw new EngineException(failures.remove());
    }
    return answers.isEmpty() ? Stream.of("Yes", ", ", "indeed", ".") : answers.remove();
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int contextSize() {
    return CONTEXT;
  }

  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public void close() {
    // Nothing was started.
  }
}

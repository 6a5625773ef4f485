package io.github.kitrail.content.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses while it is read, on several cores, as pigz does: one member, of blocks that are
 * compressed side by side. The bytes do not depend on the number of workers. The header is the one
 * that Go writes: no time, no name, system unknown.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">gzip</a>
 */
final class GzipStream extends InputStream {
  private static final int MOST_WORKERS = 4;
  private static final long IDLE_SECONDS = 1;
  private static final long CLOSE_SECONDS = 5;
  private static final byte DEFLATE = 8;
  private static final byte FASTEST = 4;
  private static final byte SYSTEM_UNKNOWN = (byte) 255;

  private final InputStream plain;
  private final int level;
  private final int slots;
  private final ThreadPoolExecutor pool;
  private final GzipBlock.Window window = new GzipBlock.Window();
  private final CRC32 crc = new CRC32();
  private final List<GzipBlock> blocks = new ArrayList<>();
  private final Queue<GzipBlock> free = new ArrayDeque<>();
  private final Deque<Future<GzipBlock>> compressing = new ArrayDeque<>();
  private ByteBuffer ready;
  private @Nullable GzipBlock emptying;
  private long plainBytes;
  private boolean plainEnded;
  private boolean ended;

  /**
   * @param level of {@link Deflater}
   */
  GzipStream(InputStream plain, int level) {
    this(plain, level, Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()));
  }

  GzipStream(InputStream plain, int level, int workers) {
    this.plain = plain;
    this.level = level;
    this.slots = workers + 1;
    this.pool =
        new ThreadPoolExecutor(
            workers, workers, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    pool.setThreadFactory(GzipStream::daemon);
    pool.allowCoreThreadTimeOut(true);
    this.ready = ByteBuffer.wrap(header());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "kitrail-gzip");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ready.hasRemaining()) {
      if (ended) {
        return -1;
      }
      next();
    }
    int n = Math.min(length, ready.remaining());
    ready.get(buffer, offset, n);
    return n;
  }

  private void next() throws IOException {
    if (emptying != null) {
      free.add(emptying);
      emptying = null;
    }
    while (!plainEnded && compressing.size() < slots) {
      GzipBlock block = free.isEmpty() ? newBlock() : free.remove();
      boolean last = block.fill(plain, window, crc);
      plainEnded = last;
      plainBytes += block.length();
      compressing.add(pool.submit(() -> block.compress(last)));
    }
    Future<GzipBlock> first = compressing.poll();
    if (first == null) {
      ready = ByteBuffer.wrap(trailer());
      ended = true;
      release();
    } else {
      emptying = compressed(first);
      ready = ByteBuffer.wrap(emptying.output(), 0, emptying.compressed());
    }
  }

  private GzipBlock newBlock() {
    GzipBlock block = new GzipBlock(level);
    blocks.add(block);
    return block;
  }

  private static GzipBlock compressed(Future<GzipBlock> block) throws IOException {
    try {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return block.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("cancelled");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a block could not be compressed", e.getCause());
    }
  }

  private byte[] header() {
    byte extra = level == Deflater.BEST_SPEED ? FASTEST : 0;
    return new byte[] {0x1f, (byte) 0x8b, DEFLATE, 0, 0, 0, 0, 0, extra, SYSTEM_UNKNOWN};
  }

  private byte[] trailer() {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) crc.getValue())
        .putInt((int) plainBytes)
        .array();
  }

  /** The workers stop before their memory, which is not Java's, is freed. */
  private void release() {
    pool.shutdownNow();
    try {
      pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    blocks.forEach(GzipBlock::end);
    blocks.clear();
    free.clear();
    compressing.clear();
    emptying = null;
  }

  @Override
  public void close() throws IOException {
    if (!ended) {
      ended = true;
      ready = ByteBuffer.allocate(0);
      release();
    }
    plain.close();
  }
}

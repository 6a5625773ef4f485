package io.github.kitrail.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads and hashes in a thread of its own, some blocks ahead, so that the one side's work runs
 * beside the other's. What the stream throws is thrown here at the same byte.
 */
public final class ReadAheadInputStream extends InputStream {
  /** For less than this a thread is not worth it. */
  private static final long WORTH_A_THREAD = 8 * 1024 * 1024;

  private static final int BLOCKS = 3;
  private static final int BLOCK_BYTES = 512 * 1024;
  private static final long STOP_SECONDS = 5;

  private static final class Block {
    private final byte[] bytes = new byte[BLOCK_BYTES];
    private int length;
    private boolean last;
    private @Nullable Throwable failure;
  }

  private final InputStream in;
  private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
  private final BlockingQueue<Block> read = new ArrayBlockingQueue<>(BLOCKS);
  private final Thread reader;
  private @Nullable Block block;
  private int position;

  private ReadAheadInputStream(InputStream in) {
    this.in = in;
    for (int i = 0; i < BLOCKS; i++) {
      free.add(new Block());
    }
    reader = new Thread(this::readAhead, "kitrail-read-ahead");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * The stream itself when it is small.
   *
   * @param size its bytes, or -1 when nobody knows
   */
  public static InputStream of(InputStream in, long size) {
    return size >= 0 && size < WORTH_A_THREAD ? in : new ReadAheadInputStream(in);
  }

  private void readAhead() {
    try {
      boolean more = true;
      while (more) {
        Block next = free.take();
        fill(next);
        more = !next.last;
        read.put(next);
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void fill(Block next) {
    next.length = 0;
    try {
      int n = 0;
      while (next.length < BLOCK_BYTES && n >= 0) {
        next.length += n;
        n = in.read(next.bytes, next.length, BLOCK_BYTES - next.length);
      }
      next.last = n < 0;
    } catch (IOException | RuntimeException | Error e) {
      next.failure = e;
      next.last = true;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Block current = block;
    while (current == null || position == current.length) {
      if (current != null && current.last) {
        return end(current);
      }
      current = next(current);
    }
    int n = Math.min(length, current.length - position);
    System.arraycopy(current.bytes, position, buffer, offset, n);
    position += n;
    return n;
  }

  private Block next(@Nullable Block done) throws IOException {
    try {
      if (done != null) {
        free.put(done);
      }
      Block next = read.take();
      block = next;
      position = 0;
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("cancelled");
    }
  }

  private static int end(Block last) throws IOException {
    Throwable failure = last.failure;
    if (failure == null) {
      return -1;
    }
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  /** Ends the reading first: nobody reads the stream any more when this returns. */
  @Override
  public void close() throws IOException {
    reader.interrupt();
    try {
      // A read that hangs ends with the stream it reads from.
      in.close();
    } finally {
      join();
    }
  }

  private void join() {
    boolean interrupted = Thread.interrupted();
    try {
      TimeUnit.SECONDS.timedJoin(reader, STOP_SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

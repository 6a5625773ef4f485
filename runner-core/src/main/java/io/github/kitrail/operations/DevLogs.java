package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows what the dev server in the background has said. */
public final class DevLogs {
  private static final long LOOK_MILLIS = 200;

  private DevLogs() {}

  /**
   * @param follow goes on until the server ends, or this thread is interrupted
   */
  public record Request(boolean follow) {}

  /**
   * @param log the file
   */
  public record Result(String log) {}

  /**
   * @throws KitrailException NOT_FOUND when no server has written one
   */
  public static Result run(Request request, OutputStream out, Context context)
      throws KitrailException {
    DevFiles files = DevFiles.of(context);
    Path log = files.log();
    if (!Files.exists(log)) {
      throw new KitrailException(
          ErrorCode.NOT_FOUND,
          "There is no log of a dev server yet: none has run in the background.");
    }
    try (InputStream in = Files.newInputStream(log)) {
      in.transferTo(out);
      out.flush();
      while (request.follow() && isRunning(files)) {
        Thread.sleep(LOOK_MILLIS);
        in.transferTo(out);
        out.flush();
      }
      in.transferTo(out);
      out.flush();
    } catch (IOException e) {
      throw new KitrailException(ErrorCode.BAD_INPUT, "Could not read " + log + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KitrailException(ErrorCode.CANCELLED, "Cancelled.", e);
    }
    return new Result(log.toString());
  }

  private static boolean isRunning(DevFiles files) throws KitrailException {
    FileLock lock = files.lock();
    if (lock != null) {
      DevStop.release(lock);
    }
    return lock == null;
  }
}

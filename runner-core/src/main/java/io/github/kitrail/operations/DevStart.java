package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.dev.DevServer;
import io.github.kitrail.dev.ModelSession;
import io.github.kitrail.dev.ServedModel;
import io.github.kitrail.inference.engine.Engine;
import io.github.kitrail.inference.engine.EngineException;
import io.github.kitrail.inference.engine.EngineOptions;
import io.github.kitrail.inference.engine.Engines;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Serves the model of a folder or of a ModelKit, until it is told to end. */
public final class DevStart {
  private static final int TOKEN_BYTES = 24;

  /** A long prompt on a small machine takes minutes to read, before the first word comes. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private DevStart() {}

  /**
   * @param target a folder with a Kitfile, or a reference
   * @param kitfile null for the folder's own
   * @param engine null for the default
   * @param host the address to listen on
   * @param port 0 for any that is free
   * @param contextSize tokens; 0 for the engine's choice
   */
  public record Request(
      String target,
      @Nullable Path kitfile,
      @Nullable String engine,
      String host,
      int port,
      int contextSize) {}

  /**
   * A server that runs.
   *
   * @param url of the page; with the token behind {@code #} when others than this machine can ask
   * @param target what it serves
   * @param engine its name and version
   */
  public record Result(String url, String target, String engine, long pid) {
    static Result of(DevFiles.Running running) {
      return new Result(running.url(), running.target(), running.engine(), running.pid());
    }
  }

  /**
   * Where a server that is about to start in the background writes what it has to say.
   *
   * @throws KitrailException BAD_INPUT when one runs already, with its address
   */
  public static Path newLog(Context context) throws KitrailException {
    DevFiles files = DevFiles.of(context);
    FileLock lock = files.lock();
    if (lock == null) {
      throw taken(files.running());
    }
    DevStop.release(lock);
    return files.newLog();
  }

  /**
   * The server of this process, once its model is loaded.
   *
   * @return null as long as it is not
   */
  public static @Nullable Result ready(long pid, Context context) {
    DevFiles.Running running = DevFiles.of(context).running();
    return running == null || running.pid() != pid || running.isStarting()
        ? null
        : Result.of(running);
  }

  /**
   * Serves until this thread is interrupted.
   *
   * @param ready hears when the model is loaded
   * @throws KitrailException BAD_INPUT for a model that does not load, an address that is not free,
   *     or when another server runs; CANCELLED in the end
   */
  public static Result run(Request request, Context context, Consumer<Result> ready)
      throws KitrailException {
    DevFiles files = DevFiles.of(context);
    FileLock lock = files.lock();
    if (lock == null) {
      throw taken(files.running());
    }
    try {
      files.clean();
      files.write(new DevFiles.Running(ProcessHandle.current().pid(), "", request.target(), ""));
      return serve(request, context, files, ready);
    } finally {
      files.clean();
      DevStop.release(lock);
    }
  }

  /** That another server runs already. */
  static KitrailException taken(DevFiles.@Nullable Running running) {
    String what =
        running == null || running.isStarting()
            ? "A dev server is just starting"
            : "A dev server runs already at " + running.url() + ", with " + running.target();
    return new KitrailException(
        ErrorCode.BAD_INPUT, what + ". End it with `kitrail dev stop` to start another one.");
  }

  private static Result serve(
      Request request, Context context, DevFiles files, Consumer<Result> ready)
      throws KitrailException {
    String name = request.engine() == null ? Engines.names().get(0) : request.engine();
    Engine engine = ChosenEngine.named(name, context);
    try (DevModel model = DevModel.open(request, files.folder(), context)) {
      ModelFiles weights = model.files();
      EngineOptions standard = EngineOptions.standard();
      EngineOptions options =
          new EngineOptions(request.contextSize(), standard.loadTimeout(), LONGEST_SILENCE);
      context.listener().note("loading the model into " + engine.name());
      try (DevFacts facts = DevFacts.of(model, engine);
          ModelSession session = ModelSession.open(() -> engine.start(weights, options))) {
        return listen(request, facts.get(), session, context, files, ready);
      } catch (EngineException e) {
        throw new KitrailException(ErrorCode.BAD_INPUT, e.getMessage(), e);
      }
    }
  }

  private static Result listen(
      Request request,
      ServedModel model,
      ModelSession session,
      Context context,
      DevFiles files,
      Consumer<Result> ready)
      throws KitrailException {
    InetAddress address = address(request.host());
    String token = address.isLoopbackAddress() ? null : token();
    Opening opening =
        port ->
            DevServer.start(
                address,
                port,
                token,
                session,
                model,
                context.clock(),
                new DevLog(context.listener()::note));
    try (DevServer server =
        request.port() == 0 ? opened(opening, files.lastPort()) : opening.at(request.port())) {
      files.rememberPort(server.port());
      String url = "http://" + shown(request.host()) + ":" + server.port() + "/" + fragment(token);
      DevFiles.Running running =
          new DevFiles.Running(
              ProcessHandle.current().pid(), url, model.reference(), model.engine());
      files.write(running);
      ready.accept(Result.of(running));
      new CountDownLatch(1).await();
      throw new IllegalStateException("nobody counts down");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KitrailException(ErrorCode.CANCELLED, "The dev server has ended.", e);
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not listen on "
              + request.host()
              + ":"
              + request.port()
              + ": "
              + e.getMessage()
              + ". Choose another one with --port, or leave it out.",
          e);
    }
  }

  private interface Opening {
    DevServer at(int port) throws IOException;
  }

  /**
   * On the port of the server before: browsers keep the page's conversations by address.
   *
   * @param port 0 for any
   */
  private static DevServer opened(Opening opening, int port) throws IOException {
    try {
      return opening.at(port);
    } catch (BindException e) {
      return opening.at(0); // somebody else has it now
    }
  }

  private static InetAddress address(String host) throws KitrailException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "There is no address " + host + " to listen on.", e);
    }
  }

  private static String shown(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static String token() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** What stands behind # is not sent, so it is in nobody's log. */
  private static String fragment(@Nullable String token) {
    return token == null ? "" : "#token=" + token;
  }
}

package io.github.kitrail.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kitrail.operations.Pauses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Does nothing that anybody sees, but loads the classes that the common commands load, so that
 * {@code ./kitrail} can keep them in a class data archive and start faster the next time.
 */
public final class WarmUp {
  private static final int ARCHIVE_BYTES = 9 * 1024 * 1024;

  private WarmUp() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("kitrail-warm-up-");
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Map<String, byte[]> contents = new ConcurrentHashMap<>();
    registry.createContext("/", exchange -> answer(exchange, contents));
    registry.start();
    try {
      int port = registry.getAddress().getPort();
      run(folder, "127.0.0.1:" + port + "/warm-up:latest");
    } finally {
      registry.stop(0);
      delete(folder);
    }
  }

  private static void run(Path folder, String reference) throws IOException {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Cli cli =
        new Cli(
            new Terminal(
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                nowhere,
                Clock.systemUTC(),
                Pauses.SLEPT,
                false));
    String home = folder.resolve("home").toString();
    String model = model(folder.resolve("model")).toString();
    String out = folder.resolve("out").toString();
    cli.run("publish", model, "-t", reference, "--plain-http", "--store", home);
    cli.run("unpack", reference, "-d", out, "--plain-http", "--store", home);
    cli.run("pull", reference, "--plain-http", "--store", home);
    cli.run("pack", model, "-t", "warm-up:latest", "--store", home, "--output", "json");
    cli.run("list", "--store", home, "--output", "json");
    cli.run("inspect", "warm-up:none", "--store", home);
    cli.run("inspect", "--remote", reference, "--plain-http", "--store", home);
    cli.run("diff", "--help");
  }

  /** One file is large enough for all that is done for large ones. */
  private static Path model(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("code"));
    Files.write(folder.resolve("model.bin"), new byte[ARCHIVE_BYTES]);
    Files.writeString(folder.resolve("code").resolve("run.py"), "print(1)\n");
    Files.writeString(
        folder.resolve("Kitfile"),
        """
        manifestVersion: 1.0.0
        package:
          name: warm-up
        model:
          path: model.bin
        code:
          - path: code
        """);
    return folder;
  }

  /** As much of a registry as one client needs that does everything right. */
  private static void answer(HttpExchange exchange, Map<String, byte[]> contents)
      throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = exchange.getRequestURI().getQuery();
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = 200;
      switch (exchange.getRequestMethod()) {
        case "POST" -> {
          exchange.getResponseHeaders().set("Location", path + contents.size());
          status = 202;
        }
        case "PATCH" -> {
          contents.put(path, body);
          exchange.getResponseHeaders().set("Location", path);
          exchange.getResponseHeaders().set("Range", "0-" + (body.length - 1));
          status = 202;
        }
        case "PUT" -> {
          boolean blob = query != null;
          byte[] sent = contents.getOrDefault(path, body);
          String at = blob ? "/v2/warm-up/blobs/" + query.replaceFirst(".*digest=", "") : path;
          contents.put(at, sent);
          status = 201;
        }
        default -> {
          byte[] found = contents.get(path);
          status = found == null ? 404 : 200;
          body = found == null ? new byte[0] : found;
        }
      }
      boolean head = exchange.getRequestMethod().equals("HEAD");
      boolean sends = status == 200 && !head && body.length > 0;
      if (path.contains("/manifests/")) {
        exchange
            .getResponseHeaders()
            .set("Content-Type", "application/vnd.oci.image.manifest.v1+json");
      }
      exchange.sendResponseHeaders(status, sends ? body.length : -1);
      if (sends) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

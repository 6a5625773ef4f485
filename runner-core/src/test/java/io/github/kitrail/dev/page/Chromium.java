package io.github.kitrail.dev.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.Peers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser without a window; each tab has a storage of its own. */
final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          // Tests run as root in containers, where the sandbox cannot be.
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars",
          "--remote-debugging-port=0");

  private final Process process;
  private final Path profile;
  private final DevTools tools;

  private Chromium(Process process, Path profile, DevTools tools) {
    this.process = process;
    this.profile = profile;
    this.tools = tools;
  }

  /** Skips the test when there is none. */
  static Chromium start() throws Exception {
    Path profile = Files.createTempDirectory("kitrail-chromium-");
    List<String> command = new ArrayList<>(List.of(Peers.program("chromium").toString()));
    command.addAll(FLAGS);
    command.add("--user-data-dir=" + profile);
    command.add("about:blank");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("output.txt").toFile())
            .start();
    try {
      return new Chromium(process, profile, new DevTools(address(process, profile)));
    } catch (Exception e) {
      end(process, profile);
      throw e;
    }
  }

  /** The browser writes it down as soon as it listens. */
  private static URI address(Process process, Path profile) throws Exception {
    Path file = profile.resolve("DevToolsActivePort");
    for (int tries = 0; tries < 300 && process.isAlive(); tries++) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() == 2) {
          return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
        }
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException(Files.readString(profile.resolve("output.txt")));
  }

  /** An empty tab, with a storage that no other tab sees. */
  Tab tab() throws Exception {
    JsonNode context = tools.send("", "Target.createBrowserContext", Map.of());
    String id = context.path("browserContextId").asText();
    return tab(id);
  }

  /** A further tab beside another one, with the same storage. */
  Tab tab(String context) throws Exception {
    Map<String, String> parameters = Map.of("url", "about:blank", "browserContextId", context);
    JsonNode target = tools.send("", "Target.createTarget", parameters);
    Map<String, Object> attach =
        Map.of("targetId", target.path("targetId").asText(), "flatten", true);
    JsonNode session = tools.send("", "Target.attachToTarget", attach);
    return new Tab(tools, session.path("sessionId").asText(), context);
  }

  @Override
  public void close() throws Exception {
    end(process, profile);
  }

  private static void end(Process process, Path profile) throws Exception {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroy);
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      all.forEach(ProcessHandle::destroyForcibly);
    }
    for (int tries = 0; Files.exists(profile); tries++) {
      try (Stream<Path> files = Files.walk(profile)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        // A process that is just ending still writes.
        if (tries == 50) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }
}

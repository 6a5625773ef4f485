package io.github.kitrail.evidence.keyless;

import io.github.kitrail.Peers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A peer that serves on 127.0.0.1 in a process of its own, ended by {@link #close}. */
final class LoopbackServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final Path log;

  private LoopbackServer(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts, and does not wait.
   *
   * @param directory where it runs, which is its home, too; its log goes there
   */
  static LoopbackServer start(Path directory, String name, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(Peers.program(name).toString()));
    command.addAll(arguments);
    Path log = directory.resolve(name + ".log");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().put("HOME", directory.toString());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      return new LoopbackServer(name, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until this URL answers 200.
   *
   * @throws ServerDidNotStart with its log
   */
  void await(String url) {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(START).build();
    long deadline = System.nanoTime() + START.toNanos();
    while (!answers(client, request)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new ServerDidNotStart(name, log());
      }
      pause();
    }
  }

  private static boolean answers(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }

  /** What it has written so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

package io.github.kitrail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * Starts real registries, each on a free port of 127.0.0.1 with its data in a folder of the test.
 */
public final class RegistryPeers {
  private static final Pattern DOCKER_READY =
      Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern CRANE_READY = Pattern.compile("serving on port (\\d+)");

  private RegistryPeers() {}

  /** Debian's docker-registry, speaking plain HTTP, open to everybody. */
  public static RunningRegistry dockerRegistry(Path directory) {
    return dockerRegistry(directory, "", "");
  }

  /** The same, for one user only. */
  public static RunningRegistry dockerRegistry(Path directory, String user, char[] password) {
    return dockerRegistry(directory, "", passwords(directory, Map.of(user, password)));
  }

  /** The same as the first, speaking TLS with a certificate chain and key in PEM files. */
  public static RunningRegistry dockerRegistryTls(Path directory, Path certificate, Path key) {
    return dockerRegistry(directory, tls(certificate, key), "");
  }

  /** The same, for users with these passwords only. */
  public static RunningRegistry dockerRegistryTls(
      Path directory, Path certificate, Path key, Map<String, char[]> users) {
    return dockerRegistry(directory, tls(certificate, key), passwords(directory, users));
  }

  private static String tls(Path certificate, Path key) {
    return ", tls: {certificate: '" + certificate + "', key: '" + key + "'}";
  }

  private static String passwords(Path directory, Map<String, char[]> users) {
    byte[] salt = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);
    Path file = directory.resolve("htpasswd");
    StringBuilder lines = new StringBuilder();
    users.forEach(
        (user, password) ->
            lines
                .append(user)
                .append(':')
                .append(OpenBSDBCrypt.generate("2y", password, salt, 4))
                .append('\n'));
    write(file, lines.toString());
    return "auth: {htpasswd: {realm: test, path: '" + file + "'}}\n";
  }

  private static RunningRegistry dockerRegistry(Path directory, String tls, String auth) {
    return dockerRegistry(Peers.program("docker-registry"), directory, tls, auth);
  }

  private static RunningRegistry dockerRegistry(
      Path program, Path directory, String tls, String auth) {
    Path configuration = directory.resolve("docker-registry.yml");
    write(
        configuration,
        "version: 0.1\n"
            + "log: {level: info, accesslog: {disabled: true}}\n"
            + "storage: {filesystem: {rootdirectory: '"
            + directory.resolve("docker-registry")
            + "'}, delete: {enabled: true}}\n"
            + auth
            + "http: {addr: '127.0.0.1:0', secret: test"
            + tls
            + "}\n");
    List<String> command = List.of(program.toString(), "serve", configuration.toString());
    return RunningRegistry.start(command, directory.resolve("docker-registry.log"), DOCKER_READY);
  }

  /** The same registry's version 3, as its project builds it. */
  public static RunningRegistry distribution3(Path directory) {
    return dockerRegistry(Peers.program("registry3"), directory, "", "");
  }

  /** crane's registry, speaking plain HTTP, open to everybody. */
  public static RunningRegistry crane(Path directory) {
    Path data = directory.resolve("crane");
    List<String> command =
        List.of(
            Peers.program("crane").toString(),
            "registry",
            "serve",
            "--address",
            "127.0.0.1:0",
            "--disk",
            data.toString());
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return RunningRegistry.start(command, directory.resolve("crane.log"), CRANE_READY);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.github.kitrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment of the command, with the logins that the inputs give; what had to be written for
 * that is only there until this is closed, and readable for nobody else.
 */
final class ActionCredentials implements AutoCloseable {
  private final Map<String, String> env;
  private final ActionValues values;
  private final List<Path> written = new ArrayList<>();

  private ActionCredentials(ActionValues values, Map<String, String> env) {
    this.values = values;
    this.env = new HashMap<>(env);
  }

  /**
   * @throws KitrailException BAD_CREDENTIAL when half a login is given, BAD_INPUT when there is no
   *     such Docker configuration
   */
  static ActionCredentials of(ActionValues values, Map<String, String> env)
      throws KitrailException {
    ActionCredentials credentials = new ActionCredentials(values, env);
    try {
      credentials.login();
      credentials.passphrase();
      credentials.dockerConfig();
      credentials.gitHub();
      return credentials;
    } catch (IOException e) {
      credentials.close();
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL, "Could not keep the logins of this step: " + e + ".", e);
    } catch (KitrailException e) {
      credentials.close();
      throw e;
    }
  }

  Map<String, String> env() {
    return Map.copyOf(env);
  }

  private void login() throws KitrailException {
    String username = values.get(ActionInputs.USERNAME);
    String password = values.get(ActionInputs.PASSWORD);
    if (!username.isEmpty() && password.isEmpty()) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL,
          "The input registry-username is given, but registry-password is empty. A secret that does"
              + " not exist, or that this run may not see, is empty: check its name.");
    }
    if (!password.isEmpty()) {
      env.put("KITRAIL_REGISTRY_USERNAME", username);
      env.put("KITRAIL_REGISTRY_PASSWORD", password);
    }
  }

  private void passphrase() {
    String passphrase = values.get(ActionInputs.PASSPHRASE);
    if (!passphrase.isEmpty()) {
      env.put("KITRAIL_KEY_PASSPHRASE", passphrase);
    }
  }

  private void dockerConfig() throws IOException, KitrailException {
    String config = values.get(ActionInputs.DOCKER_CONFIG);
    if (config.isEmpty()) {
      return;
    }
    if (!config.startsWith("{")) {
      config = Files.readString(existing(config));
    }
    Path file = write("config.json", config);
    env.put("DOCKER_CONFIG", String.valueOf(file.getParent()));
  }

  private static Path existing(String name) throws KitrailException {
    try {
      Path path = Path.of(name);
      Path file = Files.isDirectory(path) ? path.resolve("config.json") : path;
      if (Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // said below, without what may be a secret
    }
    throw new KitrailException(
        ErrorCode.BAD_INPUT,
        "The input docker-config is neither a JSON object nor a file of the workspace. The action"
            + " runs in a container and does not see the runner's ~/.docker.");
  }

  /** The token opens GitHub's registry only, and comes last. */
  private void gitHub() throws IOException {
    String token = values.get(ActionInputs.TOKEN);
    if (token.isEmpty() || !env.getOrDefault("REGISTRY_AUTH_FILE", "").isBlank()) {
      return;
    }
    String actor = env.getOrDefault("GITHUB_ACTOR", "");
    String pair = (actor.isEmpty() ? "x-access-token" : actor) + ":" + token;
    ObjectNode file = new ObjectMapper().createObjectNode();
    file.putObject("auths")
        .putObject(registry())
        .put("auth", Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    env.put("REGISTRY_AUTH_FILE", write("auth.json", file.toString()).toString());
  }

  /** An enterprise server's registry has a host name of its own. */
  private String registry() {
    String server = env.getOrDefault("GITHUB_SERVER_URL", "https://github.com");
    String host = URI.create(server).getHost();
    return host == null || host.equals("github.com") ? "ghcr.io" : "containers." + host;
  }

  private Path write(String name, String text) throws IOException {
    // Java makes temporary folders with the rights 0700.
    Path folder = Files.createTempDirectory("kitrail-login");
    Path file = folder.resolve(name);
    written.add(folder);
    written.add(0, file);
    return Files.writeString(file, text);
  }

  @Override
  public void close() {
    for (Path path : written) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        // The container ends with this step.
      }
    }
  }
}

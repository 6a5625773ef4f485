package io.github.kitrail.act;

import io.github.kitrail.cli.CommandRun;
import io.github.kitrail.environment.GitRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A repository acme/faq-bot with the example in its root, and with workflows. */
record ModelRepository(Path folder) {
  static final String NAME = "acme/faq-bot";

  private static final Path STARTERS = Path.of("../workflow-templates/github");
  private static final String WORKFLOWS = ".github/workflows/";

  static ModelRepository in(Path folder) throws IOException {
    Files.delete(folder);
    CommandRun.copyOfExample(folder);
    Files.createDirectories(folder.resolve(WORKFLOWS));
    return new ModelRepository(folder);
  }

  /**
   * @param resource a workflow of the tests
   */
  ModelRepository workflow(String resource) throws IOException {
    return workflow(resource, resource(resource));
  }

  /**
   * @param name may have folders, of which the last part counts
   */
  ModelRepository workflow(String name, String text) throws IOException {
    return file(path(name), text);
  }

  ModelRepository file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** A workflow to copy, as GitHub copies it. */
  ModelRepository starter(String name) throws IOException {
    String text = Files.readString(STARTERS.resolve(name));
    return workflow(name, text.replace("$default-branch", "main"));
  }

  /** Changes a file that is there. */
  ModelRepository replace(String path, String what, String with) throws IOException {
    String text = Files.readString(folder.resolve(path));
    if (!text.contains(what)) {
      throw new IllegalArgumentException(path + " has no " + what);
    }
    return file(path, text.replace(what, with));
  }

  /** Commits all of it. */
  GitRepository commit() throws IOException, InterruptedException {
    GitRepository git = new GitRepository(folder);
    git.commitAll();
    git.git("remote", "add", "origin", "https://github.com/" + NAME + ".git");
    return git;
  }

  /** Of a workflow, from the repository's root. */
  static String path(String name) {
    return WORKFLOWS + name.substring(name.lastIndexOf('/') + 1);
  }

  static String resource(String name) throws IOException {
    try (InputStream in = ModelRepository.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package io.github.kitrail.act;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the actions and reusable workflows that a workflow names come from: ours from this
 * checkout, those of others from small stand-ins in the tests' resources, each of which says what
 * it is.
 */
final class Served {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path STAND_INS =
      Path.of("src/test/resources/io/github/kitrail/act/stand-ins").toAbsolutePath();
  private static final Pattern USES =
      Pattern.compile("(?m)^\\s*(?:- )?uses:\\s*['\"]?([\\w.-]+/[\\w.-]+)[\\w./-]*@([\\w./-]+)");

  private final Path ours;

  /**
   * @param folder gets what of this checkout a workflow can name
   */
  Served(Path folder) throws IOException {
    ours = folder.resolve("kitrail");
    if (Files.notExists(ours)) {
      copy("action");
      copy(".github/workflows");
      nameTheImage();
    }
  }

  /** Not all of it: an action that runs on the runner itself is copied with its repository. */
  private void copy(String part) throws IOException {
    Path from = ROOT.resolve(part);
    if (Files.notExists(from)) {
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.filter(it -> !it.startsWith(ROOT.resolve("action/image"))).toList()) {
        Path to = ours.resolve(ROOT.relativize(path).toString());
        Files.createDirectories(to.getParent());
        Files.copy(path, to);
      }
    }
  }

  /** A digest that a release wrote is one of a registry, and not of what was built here. */
  private void nameTheImage() throws IOException {
    String pinned = Files.readString(ROOT.resolve("action/IMAGE")).strip();
    try (Stream<Path> all = Files.walk(ours.resolve("action"))) {
      for (Path file : all.filter(it -> it.endsWith("action.yml")).toList()) {
        String text = Files.readString(file);
        Files.writeString(file, text.replace(pinned, KitrailImage.name()));
      }
    }
  }

  /** act's options for all that these workflows, and the workflows of ours that they call, name. */
  List<String> options(List<Path> workflows) throws IOException {
    Set<String> named = new LinkedHashSet<>();
    for (Path workflow : workflows) {
      collect(workflow, named);
    }
    if (Files.exists(ours.resolve(".github/workflows"))) {
      try (Stream<Path> called = Files.list(ours.resolve(".github/workflows"))) {
        for (Path workflow : called.toList()) {
          collect(workflow, named);
        }
      }
    }
    List<String> options = new ArrayList<>();
    for (String one : named) {
      String repository = one.substring(0, one.indexOf('@'));
      Path folder = repository.equals("kitrail/kitrail") ? ours : STAND_INS.resolve(repository);
      if (Files.isDirectory(folder)) {
        options.addAll(List.of("--local-repository", one + "=" + folder));
      }
    }
    return options;
  }

  private static void collect(Path workflow, Set<String> named) throws IOException {
    Matcher uses = USES.matcher(Files.readString(workflow));
    while (uses.find()) {
      named.add(uses.group(1) + "@" + uses.group(2));
    }
  }
}

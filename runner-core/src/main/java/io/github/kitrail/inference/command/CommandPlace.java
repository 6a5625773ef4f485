package io.github.kitrail.inference.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where commands run and what they are told.
 *
 * @param directory the working directory: that of the spec, so that its author's programs are run,
 *     and none that a ModelKit brings unless the spec says so
 * @param model the model's file or folder
 * @param folder that the model's ModelKit lies in
 * @param environment of our own process, of which little is passed on
 */
public record CommandPlace(
    Path directory, Path model, Path folder, Map<String, String> environment) {
  /** The words that stand for paths in arguments. */
  static final List<String> WORDS = List.of("model", "folder");

  public CommandPlace {
    directory = directory.toAbsolutePath().normalize();
    model = model.toAbsolutePath().normalize();
    folder = folder.toAbsolutePath().normalize();
    environment = Map.copyOf(environment);
  }

  String filled(String argument) {
    return argument.replace("{{model}}", model.toString()).replace("{{folder}}", folder.toString());
  }
}

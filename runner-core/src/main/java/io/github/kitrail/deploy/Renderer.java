package io.github.kitrail.deploy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a target's files, filled with a ModelKit's facts, and the model's files beside them. */
public final class Renderer {
  /** What a folder holds when its target needs a registry and the ModelKit is in none. */
  static final TargetFile NOT_DEPLOYABLE =
      new TargetFile("NOT-DEPLOYABLE.md", "NOT-DEPLOYABLE.md", TemplateFormat.MARKDOWN, null);

  private static final TargetFolder COMMON = TargetFolder.builtIn("common");

  /**
   * Everything is written beside the folder first and then moved into it, so that a failure leaves
   * the folder as it was. Files of an earlier rendering that nobody edited are replaced.
   *
   * @param parameters the target's parameters by name; what is not given has its default
   * @param directory created when it is missing
   * @param overwrite whether files may go that were edited since, or that somebody else wrote
   * @param layout asked for the model's files when the target's folder holds any
   * @throws KitrailException BAD_INPUT for a parameter, a template or a ModelKit that does not fit
   *     the target, and for a file in the way; HOSTILE_CONTENT for a model's path that leaves the
   *     folder
   */
  public RenderResult render(
      Target target,
      RenderFacts facts,
      Map<String, String> parameters,
      Path directory,
      boolean overwrite,
      ModelLayout layout)
      throws KitrailException, IOException {
    Suitability.check(target.description(), facts);
    GenerationParameters generation = GenerationParameters.of(facts);
    TemplateValues values =
        TemplateValues.of(
            target.description(),
            facts,
            generation,
            ParameterValues.of(target.description(), parameters));
    Optional<String> reason = reasonNotToDeploy(target.description(), facts);
    Path folder = Files.exists(directory) ? directory.toRealPath() : directory;
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not render into " + directory + ": it is a file.");
    }
    try (Staging staging = new Staging(folder)) {
      if (reason.isPresent()) {
        write(COMMON, NOT_DEPLOYABLE, values, staging.content());
      } else {
        writeAll(target, values, staging.content());
        layOut(target.description(), facts, staging.content(), layout);
      }
      RenderRecord after = record(target, facts, staging);
      Placement placement = new Placement(folder, RenderRecord.in(folder), after);
      placement.check(overwrite);
      placement.place(staging.content());
      return new RenderResult(
          target.name(),
          directory,
          List.copyOf(after.files().keySet()),
          reason.isEmpty(),
          reason.orElse(null),
          generation.warnings());
    }
  }

  private static Optional<String> reasonNotToDeploy(Target.Description target, RenderFacts facts) {
    if (!target.requiresRegistry() || facts.repository() != null) {
      return Optional.empty();
    }
    return Optional.of(
        "The target "
            + target.name()
            + " pulls the ModelKit from a registry, and this one is in none: push it, then render"
            + " again with --pull-from REGISTRY/REPOSITORY.");
  }

  private static void writeAll(Target target, TemplateValues values, Path staged)
      throws KitrailException, IOException {
    String descriptor = target.folder().display(TargetDescriptor.FILE);
    for (TargetFile file : target.files()) {
      if (file.when() == null || Template.holds(file.when(), descriptor, values)) {
        write(target.folder(), file, values, staged);
      }
    }
  }

  private static void write(
      TargetFolder folder, TargetFile file, TemplateValues values, Path staged)
      throws KitrailException, IOException {
    Path to = staged.resolve(file.to());
    Files.createDirectories(Objects.requireNonNull(to.getParent()));
    if (file.format() == null) {
      Files.write(to, folder.read(file.source()));
    } else {
      String name = folder.display(file.source());
      String text = new Template(name, folder.readText(file.source()), file.format()).fill(values);
      FilledText.check(text, file.format(), name);
      Files.writeString(to, text);
    }
    if (folder.isExecutable(file.source()) && !to.toFile().setExecutable(true, false)) {
      throw new IOException("could not make " + file.to() + " executable");
    }
  }

  private static void layOut(
      Target.Description target, RenderFacts facts, Path staged, ModelLayout layout)
      throws KitrailException, IOException {
    if (target.unpack() == Unpack.NONE) {
      return;
    }
    Path folder = Files.createDirectory(staged.resolve(Unpack.FOLDER));
    layout.layOut(folder, target.unpack());
    List<ModelFile> served = new ArrayList<>(facts.adapters());
    served.add(facts.model());
    for (ModelFile file : served) {
      if (!Files.isRegularFile(folder.resolve(file.path()))) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "Could not lay out the ModelKit for "
                + target.name()
                + ": it has no file "
                + file.path()
                + ", which the server would load.");
      }
    }
  }

  private static RenderRecord record(Target target, RenderFacts facts, Staging staging)
      throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String path : staging.files()) {
      Path file = staging.content().resolve(path);
      boolean model = path.startsWith(Unpack.FOLDER + "/");
      files.put(path, model ? Fingerprint.ofAttributes(file) : Fingerprint.ofContent(file));
    }
    return new RenderRecord(target.name(), facts.digest().toString(), files);
  }
}

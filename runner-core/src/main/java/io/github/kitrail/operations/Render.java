package io.github.kitrail.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.chain.Chain;
import io.github.kitrail.content.Location;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.deploy.BaseModelKit;
import io.github.kitrail.deploy.ModelFile;
import io.github.kitrail.deploy.RenderFacts;
import io.github.kitrail.deploy.RenderResult;
import io.github.kitrail.deploy.Renderer;
import io.github.kitrail.deploy.Target;
import io.github.kitrail.deploy.Targets;
import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lays a ModelKit out for the place that serves it: its files where the target wants them, its
 * facts in templates.
 */
public final class Render {
  /** In tokens. */
  private static final int MAX_CONTEXT_LENGTH = 8192;

  private Render() {}

  /**
   * @param target a built-in target's name, or the path of a target's folder
   * @param base what a relative path of a target starts from
   * @param pullFrom the registry reference that the deployment pulls, when the ModelKit's own is a
   *     local one
   * @param overwrite whether files may go that were changed since they were written
   * @param expected what evidence it should have; null when that is known already
   */
  public record Request(
      String reference,
      String target,
      Path base,
      Path directory,
      @Nullable String pullFrom,
      Map<String, String> parameters,
      boolean overwrite,
      @Nullable Expected expected) {}

  /**
   * @param deployable whether the folder starts as it is
   * @param note why not, and what to do; or what could not be carried over; null if there is
   *     nothing to say
   * @param warnings what was told about evidence that should be there
   */
  public record Result(
      String target,
      String path,
      boolean deployable,
      @Nullable String note,
      List<String> files,
      List<String> warnings) {}

  public static Result run(Request request, Context context) throws KitrailException {
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    List<String> warnings =
        request.expected() == null ? List.of() : request.expected().check(modelKit, context);
    Chain chain = Bases.of(modelKit, context);
    Path directory = request.directory().toAbsolutePath().normalize();
    Path beside = directory.getParent() == null ? directory : directory.getParent();
    try {
      Target target = Targets.find(request.target(), request.base().toAbsolutePath());
      boolean everything = target.description().unpack() == io.github.kitrail.deploy.Unpack.ALL;
      try (ModelOnDisk model = ModelOnDisk.of(modelKit, chain, beside, everything, context)) {
        RenderResult result =
            new Renderer()
                .render(
                    target,
                    facts(modelKit, chain, model, pullFrom(request, modelKit, context)),
                    request.parameters(),
                    directory,
                    request.overwrite(),
                    (folder, what) -> move(model.temporary(), folder));
        return new Result(
            result.target(),
            result.path().toString(),
            result.deployable(),
            note(result),
            result.files(),
            warnings);
      }
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.TRANSFER_FAILED,
          "Could not lay out " + request.reference() + " in " + directory + ": " + e + ".",
          e);
    }
  }

  private static @Nullable String note(RenderResult result) {
    if (result.reason() != null) {
      return result.reason();
    }
    return result.warnings().isEmpty() ? null : String.join(" ", result.warnings());
  }

  /** Registry and repository to pull from; null while nobody says. */
  private static @Nullable String pullFrom(Request request, ModelKit modelKit, Context context)
      throws KitrailException {
    if (request.pullFrom() == null) {
      Location own = modelKit.location();
      return own.remote() ? own.reference().repositoryName() : null;
    }
    return context.locations().inRegistry(request.pullFrom()).reference().repositoryName();
  }

  private static RenderFacts facts(
      ModelKit modelKit, Chain chain, ModelOnDisk model, @Nullable String repository)
      throws KitrailException {
    Kitfile kitfile = modelKit.kitfile();
    Kitfile.Package pkg = kitfile.packageInfo();
    Kitfile.Model own = kitfile.model();
    ModelFiles files = model.files(null);
    GgufHeader header = GgufHeader.read(files.model());
    return RenderFacts.of(
            modelKit.descriptor().digest(), "gguf", file(model.origin(files.model()), modelKit))
        .repository(repository)
        .name(pkg.name())
        .version(pkg.version())
        .description(pkg.description())
        .license(own != null && own.license() != null ? own.license() : pkg.license())
        .adapters(files.adapters().stream().map(it -> file(model.origin(it), modelKit)).toList())
        .bases(chain.links().stream().map(Render::base).toList())
        .chatTemplate(header.chatTemplate())
        .contextLength(contextLength(header))
        .parameters(parameters(own))
        .build();
  }

  /**
   * What the model was trained for, unless that is so much that its cache alone would fill the
   * memory.
   */
  private static @Nullable Integer contextLength(GgufHeader header) {
    long length = header.contextLength();
    return length > 0 && length <= MAX_CONTEXT_LENGTH ? Integer.valueOf((int) length) : null;
  }

  private static BaseModelKit base(ModelKit base) {
    return new BaseModelKit(
        base.location().reference().repositoryName(), base.descriptor().digest());
  }

  private static ModelFile file(ModelOnDisk.Loaded loaded, ModelKit modelKit) {
    Digest owner = loaded.owner() == null ? modelKit.descriptor().digest() : loaded.owner();
    return new ModelFile(loaded.path(), loaded.entry(), owner);
  }

  /** The Kitfile's parameters when they are a mapping; anything else says nothing to a target. */
  private static Map<String, Object> parameters(Kitfile.@Nullable Model model)
      throws KitrailException {
    if (model == null || model.parameters() == null || !model.parameters().json().startsWith("{")) {
      return Map.of();
    }
    try {
      return new ObjectMapper()
          .readValue(model.parameters().json(), new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "The Kitfile's model.parameters cannot be read.", e);
    }
  }

  private static void move(@Nullable Path from, Path to) throws IOException {
    if (from == null) {
      return;
    }
    try (Stream<Path> children = Files.list(from)) {
      for (Path child : children.toList()) {
        Files.move(child, to.resolve(child.getFileName()));
      }
    }
  }
}

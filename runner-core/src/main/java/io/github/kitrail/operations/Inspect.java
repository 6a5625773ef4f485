package io.github.kitrail.operations;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Location;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.modelkit.KitfileConfig;
import io.github.kitrail.modelkit.KitfileYaml;
import io.github.kitrail.modelkit.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a ModelKit is: its manifest and its Kitfile. */
public final class Inspect {
  private Inspect() {}

  /**
   * @param remote reads the registry instead of the store
   * @param part the part of the Kitfile that {@code kitfileYaml} is to hold, such as {@code
   *     model.parts}; null for all
   * @param expected what evidence it should have where it is read from
   */
  public record Request(
      String reference, boolean remote, @Nullable String part, Expected expected) {}

  /**
   * @param cliVersion the kit version whose format it follows, or {@code unknown}
   * @param kitfile the config, as JSON
   * @param manifest as JSON
   * @param kitfileYaml the Kitfile as unpack writes it
   * @param warnings what was told about evidence that should be there
   */
  public record Result(
      String reference,
      String digest,
      String cliVersion,
      List<LayerSummary> layers,
      @JsonRawValue String kitfile,
      @JsonRawValue String manifest,
      String kitfileYaml,
      List<String> warnings) {}

  public static Result run(Request request, Context context) throws KitrailException {
    Location location =
        request.remote()
            ? context.locations().inRegistry(request.reference())
            : context.locations().inStore(request.reference());
    ModelKit modelKit = ModelKit.read(location, context.retry());
    return new Result(
        modelKit.pinned(),
        modelKit.descriptor().digest().toString(),
        modelKit.manifest().annotations().getOrDefault(Manifest.CLI_VERSION, "unknown"),
        LayerSummary.of(modelKit.manifest(), modelKit.kitfile()),
        new String(KitfileConfig.toBytes(modelKit.kitfile()), StandardCharsets.UTF_8),
        new String(modelKit.manifest().toBytes(), StandardCharsets.UTF_8),
        request.part() == null
            ? KitfileYaml.write(modelKit.kitfile())
            : KitfileYaml.write(modelKit.kitfile(), request.part()),
        request.expected().check(modelKit, context));
  }
}

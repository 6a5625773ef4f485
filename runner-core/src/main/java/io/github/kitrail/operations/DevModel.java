package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.dev.ServedModel;
import io.github.kitrail.dev.ServedModel.KitfileFacts;
import io.github.kitrail.dev.ServedModel.ModelFacts;
import io.github.kitrail.dev.ServedModel.SignatureFacts;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.modelkit.Kitfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model that a dev server serves, and what is to be told of it. */
final class DevModel implements AutoCloseable {
  private final String reference;
  private final @Nullable String digest;
  private final Kitfile kitfile;
  private final SignatureFacts signature;
  private final ModelOnDisk disk;

  private DevModel(
      String reference,
      @Nullable String digest,
      Kitfile kitfile,
      SignatureFacts signature,
      ModelOnDisk disk) {
    this.reference = reference;
    this.digest = digest;
    this.kitfile = kitfile;
    this.signature = signature;
    this.disk = disk;
  }

  /**
   * @param within where a ModelKit's model is unpacked to
   */
  static DevModel open(DevStart.Request request, Path within, Context context)
      throws KitrailException {
    Path folder = Path.of(request.target());
    if (Files.isDirectory(folder)) {
      PreparedFolder prepared = PreparedFolder.of(context, folder, request.kitfile());
      SignatureFacts none = new SignatureFacts("none", "A folder is not signed yet.");
      ModelOnDisk disk = ModelOnDisk.of(prepared, within, context);
      return new DevModel(name(prepared), null, prepared.kitfile(), none, disk);
    }
    if (request.kitfile() != null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          request.target() + " is no folder: a ModelKit has its own Kitfile, so leave --file out.");
    }
    ModelKit modelKit = ModelKit.read(context.locations().open(request.target()), context.retry());
    context.listener().note("unpacking the model of " + modelKit.pinned());
    ModelOnDisk disk =
        ModelOnDisk.of(modelKit, Bases.of(modelKit, context), within, false, context);
    return new DevModel(
        request.target(),
        modelKit.descriptor().digest().toString(),
        modelKit.kitfile(),
        signature(request.target(), context),
        disk);
  }

  /** The path alone, such as {@code .}, would tell nobody what it is. */
  private static String name(PreparedFolder folder) {
    String name = folder.kitfile().packageInfo().name();
    return name == null
        ? String.valueOf(folder.directory().toAbsolutePath().normalize().getFileName())
        : name;
  }

  /** What is claimed: whoever wants to know whether it is true, verifies it. */
  private static SignatureFacts signature(String reference, Context context) {
    try {
      long signatures =
          ListAttestations.run(new ListAttestations.Request(reference, null, null), context)
              .attestations()
              .stream()
              .filter(it -> it.predicateType().equals(PredicateType.SIGNATURE))
              .count();
      return signatures == 0
          ? new SignatureFacts("unsigned", "Nobody has signed it.")
          : new SignatureFacts(
              "claimed",
              signatures + " signed it by their own word; check it with `kitrail verify`.");
    } catch (KitrailException e) {
      return new SignatureFacts("unknown", e.getMessage());
    }
  }

  ModelFiles files() throws KitrailException {
    return disk.files(null);
  }

  ServedModel served(String engine) throws KitrailException {
    Kitfile.Package about = kitfile.packageInfo();
    return new ServedModel(
        reference,
        digest,
        new KitfileFacts(
            about.name(), about.version(), about.license(), about.description(), about.authors()),
        facts(files()),
        engine,
        signature);
  }

  private static ModelFacts facts(ModelFiles files) throws KitrailException {
    GgufHeader header = GgufHeader.read(files.model());
    long parameters = header.parameters();
    long size = 0;
    for (Path part : files.weights()) {
      size += size(part);
      parameters += part.equals(files.model()) ? 0 : GgufHeader.read(part).parameters();
    }
    return new ModelFacts(
        String.valueOf(files.model().getFileName()),
        header.name(),
        header.architecture(),
        parameters,
        header.fileType(),
        header.contextLength(),
        header.chatTemplate(),
        size,
        names(files.adapters()));
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(it -> String.valueOf(it.getFileName())).toList();
  }

  private static long size(Path file) throws KitrailException {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new KitrailException(ErrorCode.BAD_INPUT, "Could not read " + file + ".", e);
    }
  }

  @Override
  public void close() {
    disk.close();
  }
}

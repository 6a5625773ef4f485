package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.folder.FileDigests;
import io.github.kitrail.content.folder.UnpackPart;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.ModelBundle;
import io.github.kitrail.evidence.predicate.ModelSignature;
import io.github.kitrail.evidence.predicate.Predicate;
import io.github.kitrail.modelkit.UnpackFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs the files that a ModelKit unpacks to, as OpenSSF's model_signing signs a folder. */
final class SignModel {
  private SignModel() {}

  /**
   * Reads all layers, and signs the digests of their files.
   *
   * @param bundle where the bundle for model_signing is written; null for nowhere
   * @return the same, to be said about the ModelKit
   */
  static Predicate run(ModelKit modelKit, @Nullable Path bundle, KeyChoice key, Context context)
      throws KitrailException {
    if (bundle != null) {
      ModelBundle.requireSupported(key.requireSigner());
    }
    ModelSignature signature = ModelSignature.of(digests(modelKit, context).files());
    if (bundle != null) {
      String repository = modelKit.location().reference().repository();
      String name = repository.substring(repository.lastIndexOf('/') + 1);
      write(ModelBundle.sign(signature, name, key.requireSigner()), bundle);
    }
    return signature.toPredicate();
  }

  /** What {@code unpack} would write. */
  private static FileDigests digests(ModelKit modelKit, Context context) throws KitrailException {
    List<ModelKit> modelKits = new ArrayList<>(List.of(modelKit));
    List<UnpackPart> parts = new ArrayList<>();
    parts.add(new UnpackPart(modelKit.manifest(), modelKit.kitfile(), List.of()));
    for (ModelKit base : Bases.of(modelKit, context).links()) {
      modelKits.add(base);
      parts.add(
          new UnpackPart(base.manifest(), base.kitfile(), List.of(UnpackFilter.parse("model"))));
    }
    FileDigests digests = FileDigests.of(parts);
    for (ModelKit each : modelKits) {
      context.copier().copy(each.location().place(), each.descriptor(), digests, digests::accepts);
    }
    return digests;
  }

  /** In one step, so that an older bundle stays when this fails. */
  private static void write(Bundle bundle, Path file) throws KitrailException {
    Path target = file.toAbsolutePath();
    try {
      String random = Long.toHexString(new SecureRandom().nextLong());
      Path beside = target.resolveSibling("." + target.getFileName() + "." + random);
      try {
        Files.write(beside, bundle.toBytes(), StandardOpenOption.CREATE_NEW);
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not write the bundle "
              + file
              + ": its folder is not there, or may not be written.",
          e);
    }
  }
}

package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.content.folder.FolderListing;
import io.github.kitrail.evidence.ModelBundle;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.predicate.ModelSignature;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a folder against a bundle of OpenSSF's model_signing. Fails closed. */
public final class VerifyFolder {
  private static final long MAX_BUNDLE_BYTES = 64L * 1024 * 1024;
  private static final int SHOWN = 50;
  private static final int BUFFER_BYTES = 64 * 1024;

  private VerifyFolder() {}

  /** {@code key} tells whose signature counts. */
  public record Request(Path folder, Path bundle, KeyChoice key) {}

  /**
   * @param files how many are as they were signed
   * @param ignored paths in the folder that the bundle leaves out
   * @param signed a sentence that says by whom
   */
  public record Result(
      String folder, String bundle, int files, List<String> ignored, String signed) {}

  /**
   * @throws KitrailException NOT_TRUSTED when the bundle is not good, or the folder is not what it
   *     signs; each file is named
   */
  public static Result run(Request request, Context context) throws KitrailException {
    if (!Files.isDirectory(request.folder())) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          request.folder() + " is no folder. To verify a ModelKit, use `kitrail verify`.");
    }
    ModelBundle.Verified verified =
        ModelBundle.verify(
            bytes(request.bundle()), request.bundle().toString(), request.key().verifier());
    ModelSignature signature = verified.signature();
    String own = own(request);
    FolderListing listing =
        FolderListing.of(
            request.folder(),
            signature.symlinks(),
            path -> path.equals(own) || signature.ignores(path));
    Map<String, Path> files = listing.files();
    List<String> missing = new ArrayList<>(signature.files().keySet());
    missing.removeAll(files.keySet());
    List<String> added = new ArrayList<>(files.keySet());
    added.removeAll(signature.files().keySet());
    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Digest expected = signature.files().get(file.getKey());
      if (expected != null && !expected.equals(digest(file.getKey(), file.getValue(), context))) {
        changed.add(file.getKey());
      }
    }
    String differences =
        named("missing", missing)
            + named("changed", changed)
            + named("not signed", added)
            + named("not allowed", listing.problems());
    if (!differences.isEmpty()) {
      throw new KitrailException(
          ErrorCode.NOT_TRUSTED,
          request.folder() + " is not what " + request.bundle() + " signs." + differences);
    }
    List<String> ignored = new ArrayList<>(listing.left());
    ignored.remove(own);
    return new Result(
        request.folder().toString(),
        request.bundle().toString(),
        files.size(),
        ignored.stream().map(Printable::of).sorted().toList(),
        verified.reason());
  }

  /** The path of the bundle in the folder; null when it is elsewhere. */
  private static @Nullable String own(Request request) throws KitrailException {
    try {
      Path folder = request.folder().toRealPath();
      Path bundle = request.bundle().toRealPath();
      return bundle.startsWith(folder) ? FolderListing.name(folder, bundle) : null;
    } catch (IOException e) {
      throw DiskFailure.of("read " + request.bundle(), e);
    }
  }

  private static byte[] bytes(Path bundle) throws KitrailException {
    try {
      if (Files.size(bundle) > MAX_BUNDLE_BYTES) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "The bundle " + bundle + " is larger than " + MAX_BUNDLE_BYTES + " bytes.");
      }
      return Files.readAllBytes(bundle);
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not read the bundle " + bundle + ": there is no such file, or it may not be read.",
          e);
    }
  }

  private static Digest digest(String name, Path file, Context context) throws KitrailException {
    MessageDigest digest = Digest.sha256();
    String label = Printable.of(name);
    try (InputStream in = Files.newInputStream(file)) {
      context.listener().started(label, Files.size(file));
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        context.listener().moved(label, n);
      }
      context.listener().finished(label);
      return Digest.of(digest);
    } catch (IOException e) {
      throw DiskFailure.of("read " + file, e);
    }
  }

  private static String named(String what, Collection<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    int more = names.size() - SHOWN;
    return names.stream()
        .limit(SHOWN)
        .map(Printable::of)
        .collect(
            Collectors.joining(
                ", ",
                " " + what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + ": ",
                (more > 0 ? ", and " + more + " more" : "") + "."));
  }
}

package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.chain.Chain;
import io.github.kitrail.content.ClosingLayer;
import io.github.kitrail.content.Location;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.PackOptions;
import io.github.kitrail.content.PackedModelKit;
import io.github.kitrail.content.PendingLayer;
import io.github.kitrail.content.folder.ModelFolder;
import io.github.kitrail.environment.BuildFacts;
import io.github.kitrail.environment.SourceRevision;
import io.github.kitrail.evidence.embedded.EmbeddedFormat;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.KitfileReader;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.modelkit.Reference;
import io.github.kitrail.modelkit.UnpackFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A folder whose Kitfile was read and checked, ready to become a ModelKit. */
public final class PreparedFolder {
  /** The names that kit looks for, in its order. */
  private static final List<String> KITFILE_NAMES = List.of("Kitfile", "kitfile", ".kitfile");

  private final Context context;
  private final Path directory;
  private final Kitfile kitfile;
  private final Chain chain;
  private @Nullable BuildFacts build;

  private PreparedFolder(Context context, Path directory, Kitfile kitfile, Chain chain) {
    this.context = context;
    this.directory = directory;
    this.kitfile = kitfile;
    this.chain = chain;
  }

  /**
   * Reads and checks the Kitfile and the chain it stands on.
   *
   * @param file the Kitfile, or null for the folder's own
   */
  public static PreparedFolder of(Context context, Path directory, @Nullable Path file)
      throws KitrailException {
    Path found = file == null ? find(directory) : file;
    Kitfile kitfile = parse(found);
    return new PreparedFolder(
        context, directory, kitfile, Bases.of(kitfile, directory.toString(), context));
  }

  private static Kitfile parse(Path file) throws KitrailException {
    try {
      return KitfileReader.parse(text(file), String.valueOf(file.getFileName()));
    } catch (KitrailException e) {
      throw e.in(file.toString());
    }
  }

  Path directory() {
    return directory;
  }

  /** Who builds this from where, asked once. */
  BuildFacts build() {
    BuildFacts known = build;
    if (known == null) {
      known = context.environment().facts(directory);
      build = known;
    }
    return known;
  }

  /** The words that a reference can hold, with their values: version, git.sha, git.tag. */
  public Map<String, String> placeholders() {
    Map<String, String> words = new HashMap<>();
    SourceRevision source = build().source();
    putUnlessNull(words, "version", version());
    putUnlessNull(words, "git.sha", source == null ? null : source.commit());
    putUnlessNull(words, "git.tag", source == null ? null : source.tag());
    return words;
  }

  private static void putUnlessNull(
      Map<String, String> words, String word, @Nullable String value) {
    if (value != null) {
      words.put(word, value);
    }
  }

  /**
   * @throws KitrailException BAD_INPUT when the ModelKit cannot have this name
   */
  public void requireName(String reference) throws KitrailException {
    chain.requireOtherName(context.locations().open(reference));
  }

  Kitfile kitfile() {
    return kitfile;
  }

  /** The version that the Kitfile gives its package; null for none. */
  public @Nullable String version() {
    return kitfile.packageInfo().version();
  }

  /**
   * The name that the ModelKit gets in the local store when nobody names it: its package's, or the
   * folder's.
   */
  public String defaultReference() throws KitrailException {
    String name = kitfile.packageInfo().name();
    String folder = directory.toAbsolutePath().normalize().getFileName() + "";
    String repository =
        (name == null ? folder : name).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String tag = version() == null ? "latest" : version().replaceAll("[^\\w.-]", "-");
    return Reference.parse(repository.replaceAll("^-+|-+$", "") + ":" + tag).display();
  }

  Chain chain() {
    return chain;
  }

  /**
   * @param tested the digests that the files of these paths must have
   * @param embed what to embed; null for nothing
   */
  PackedModelKit into(
      Location target, PackFormat format, Map<String, Digest> tested, @Nullable Embed embed)
      throws KitrailException {
    chain.requireOtherName(target);
    ClosingLayer closing = embed == null ? null : embed.layer(this, context);
    if (closing == null && EmbeddedFormat.isIn(kitfile)) {
      context
          .listener()
          .warned(
              "The Kitfile's entry "
                  + EmbeddedFormat.PATH
                  + " is left out, with the folder: these are attestations of the ModelKit that was"
                  + " unpacked here, not of the one that is packed now. --embed-attestation makes"
                  + " new ones.");
    }
    ModelFolder folder = lookedUp(tested, closing != null);
    return context.copier().pack(folder, target.place(), format.options(), closing);
  }

  /**
   * Looks up all that would be packed.
   *
   * @throws KitrailException BAD_INPUT for a path that is missing, is a link, or cannot be read
   */
  public void check() throws KitrailException {
    lookedUp(Map.of(), false);
  }

  /** The files of its model and the parts, by their paths, as they would be packed. */
  SortedMap<String, Path> modelFiles() throws KitrailException {
    return lookedUp(Map.of(), false).files(Set.of(LayerKind.MODEL, LayerKind.MODEL_PART));
  }

  /**
   * How much disk its files take when they are unpacked, with the models of its bases.
   *
   * @param everything whether datasets, code and docs are wanted, too
   */
  long bytes(boolean everything) throws KitrailException {
    UnpackFilter models = UnpackFilter.parse(LayerKind.MODEL.filterName());
    long bytes = 0;
    for (PendingLayer layer : lookedUp(Map.of(), false).layers(PackOptions.standard())) {
      bytes += everything || models.matches(layer.element()) ? layer.size() : 0;
    }
    for (ModelKit base : chain.links()) {
      for (AssetLayer layer : AssetLayer.of(base.manifest(), base.kitfile())) {
        bytes += models.matches(layer.element()) ? layer.descriptor().size() : 0;
      }
    }
    return bytes;
  }

  /** What an earlier ModelKit's attestations were unpacked to belongs to no layer. */
  private ModelFolder lookedUp(Map<String, Digest> tested, boolean embedding)
      throws KitrailException {
    List<String> others = pathsOfBases();
    if (embedding || EmbeddedFormat.isIn(kitfile)) {
      others.add(EmbeddedFormat.PATH);
    }
    Kitfile own = kitfile.withoutDocs(EmbeddedFormat.PATH);
    return ModelFolder.open(directory, own, others, tested, DigestCaches.of(context));
  }

  private List<String> pathsOfBases() {
    List<String> paths = new ArrayList<>();
    for (ModelKit base : chain.links()) {
      base.kitfile().layers().stream().map(KitfileLayer::path).forEach(paths::add);
    }
    return paths;
  }

  /**
   * Packs nothing but the datasets: each of their layers is what it is in the whole.
   *
   * @throws KitrailException as {@link #check}
   */
  PackedModelKit datasetsInto(Location target) throws KitrailException {
    Kitfile datasets =
        new Kitfile(
            kitfile.manifestVersion(),
            kitfile.packageInfo(),
            null,
            List.of(),
            kitfile.datasets(),
            List.of());
    List<String> others = pathsOfBases();
    kitfile.layers().stream().map(KitfileLayer::path).forEach(others::add);
    ModelFolder folder =
        ModelFolder.open(directory, datasets, others, Map.of(), DigestCaches.of(context));
    return context.copier().pack(folder, target.place(), PackFormat.DEFAULT.options(), null);
  }

  /** Where a folder went: the name with the digest, which no later change of a tag can touch. */
  public record Pushed(String pinned, String digest, List<LayerSummary> layers) {}

  /**
   * Copies the folder to where the reference points, without setting a tag.
   *
   * @param tested the SHA-256, {@code sha256:…}, that files must have, by path; others may be as
   *     they are
   * @param embed which attestations to embed; null for none
   */
  public Pushed push(
      String reference,
      PackFormat format,
      Map<String, String> tested,
      @Nullable Embed embed,
      Context context)
      throws KitrailException {
    Location target = context.locations().open(reference);
    target.requireTags();
    Map<String, Digest> expected = new HashMap<>();
    for (Map.Entry<String, String> file : tested.entrySet()) {
      expected.put(file.getKey(), Digest.parse(file.getValue()));
    }
    PackedModelKit packed = into(target, format, expected, embed);
    return new Pushed(
        target.pinned(packed.descriptor()),
        packed.descriptor().digest().toString(),
        LayerSummary.of(packed.manifest(), packed.kitfile()));
  }

  private static Path find(Path directory) throws KitrailException {
    for (String name : KITFILE_NAMES) {
      if (Files.isRegularFile(directory.resolve(name))) {
        return directory.resolve(name);
      }
    }
    String problem =
        Files.isDirectory(directory) ? "There is no Kitfile in " : "There is no folder ";
    throw new KitrailException(
        ErrorCode.BAD_INPUT,
        problem
            + directory
            + ". `kitrail init "
            + directory
            + "` writes one for the files it finds; -f names another.");
  }

  private static String text(Path file) throws KitrailException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not read the Kitfile " + file + ": " + e + ".", e);
    }
  }
}

package io.github.kitrail.content.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.GoldenContext;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.BrokenStream;
import io.github.kitrail.content.Copier;
import io.github.kitrail.content.CopyResult;
import io.github.kitrail.content.FolderContents;
import io.github.kitrail.content.ForwardingSource;
import io.github.kitrail.content.Source;
import io.github.kitrail.content.TransferListener;
import io.github.kitrail.content.store.Store;
import io.github.kitrail.content.store.StoreRepository;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileConfig;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.UnpackFilter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks what kit 1.7.0 has packed. */
class FolderSinkTest {
  private static final UnpackOptions OVERWRITE = new UnpackOptions(true, false);
  private static final UnpackOptions IGNORE = new UnpackOptions(false, true);

  @TempDir Path temp;
  private Path target;
  private StoreRepository repository;
  private Descriptor descriptor;
  private Manifest manifest;
  private Kitfile kitfile;

  @BeforeEach
  void setUp() throws Exception {
    target = temp.resolve("target");
    repository =
        Store.at(GoldenContext.sampleStore(temp.resolve("store")))
            .repository(GoldenContext.REPOSITORY);
    descriptor = repository.resolve("none");
    manifest = Manifest.parse(repository.read(descriptor));
    kitfile = KitfileConfig.parse(repository.read(manifest.config()));
  }

  private List<String> unpack(UnpackOptions options, String... filters) throws Exception {
    return unpack(repository, options, filters);
  }

  private List<String> unpack(Source source, UnpackOptions options, String... filters)
      throws Exception {
    List<UnpackFilter> parsed = new ArrayList<>();
    for (String filter : filters) {
      parsed.add(UnpackFilter.parse(filter));
    }
    UnpackPart part = new UnpackPart(manifest, kitfile, parsed);
    Copier copier = new Copier(Handmade.retry(), TransferListener.NONE, 3);
    try (FolderSink sink = FolderSink.open(target, List.of(part), options)) {
      CopyResult result = copier.copy(source, descriptor, sink, sink::accepts);
      assertThat(result.bytesMoved()).isPositive();
      return sink.placed();
    }
  }

  @Test
  void everythingIsAsItWasPacked() throws Exception {
    Path context = GoldenContext.create(temp.resolve("context"));

    List<String> placed = unpack(UnpackOptions.NONE);

    assertThat(placed).hasSize(15).contains("Kitfile", "data/ünï-モデル.txt");
    for (String path : placed) {
      if (!path.equals("Kitfile")) {
        assertThat(target.resolve(path)).hasSameBinaryContentAs(context.resolve(path));
      }
    }
    assertThat(target.resolve("data/empty-dir")).isEmptyDirectory();
    assertThat(target).isDirectoryNotContaining("glob:**.kitrail*");
    assertThat(Files.isExecutable(target.resolve("code/run.sh"))).isTrue();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(target.resolve("code/lib.py"))))
        .doesNotContain("x");
    assertThat(target.resolve("Kitfile")).content().startsWith("manifestVersion: 1.0.0");
  }

  @Test
  void whatWasUnpackedPacksToTheSameModelKit() throws Exception {
    unpack(UnpackOptions.NONE);

    ModelFolder folder = ModelFolder.open(target, GoldenContext.kitfile());
    assertThat(
            new Copier(Handmade.retry(), TransferListener.NONE, 1)
                .pack(
                    folder,
                    Store.at(temp.resolve("again")).repository("localhost/again"),
                    io.github.kitrail.content.PackOptions.standard())
                .descriptor())
        .isEqualTo(descriptor);
  }

  @Test
  void filtersChooseLayersAndTheKitfile() throws Exception {
    assertThat(unpack(UnpackOptions.NONE, "docs")).containsExactly("docs/README.md");
    assertThat(target.resolve("Kitfile")).doesNotExist();
    assertThat(unpack(UnpackOptions.NONE, "datasets:train"))
        .allSatisfy(path -> assertThat(path).startsWith("data/"));
    assertThat(unpack(UnpackOptions.NONE, "model:part-a", "kitfile"))
        .containsExactlyInAnyOrder("part-a.bin", "Kitfile");
    assertThat(target.resolve("code")).doesNotExist();
  }

  @Test
  void aFileInTheWayFailsItBeforeAnythingIsWritten() throws Exception {
    Files.createDirectories(target.resolve("code"));
    Files.writeString(target.resolve("code/run.sh"), "mine");

    assertFails(
        () -> unpack(UnpackOptions.NONE), ErrorCode.BAD_INPUT, "code/run.sh", "--overwrite");
  }

  @Test
  void aFileWhereALayerGoesIsFoundBeforeAnyByteMoves() throws Exception {
    Files.createDirectories(target);
    Files.writeString(target.resolve("part-a.bin"), "mine");
    UnpackPart part = new UnpackPart(manifest, kitfile, List.of());

    assertThatThrownBy(() -> FolderSink.open(target, List.of(part), UnpackOptions.NONE))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("part-a.bin");
    assertThat(FolderContents.of(target)).containsOnlyKeys("", "part-a.bin");
  }

  @Test
  void overwriteReplacesFiles() throws Exception {
    unpack(UnpackOptions.NONE);
    Files.writeString(target.resolve("code/run.sh"), "mine");
    Files.writeString(target.resolve("Kitfile"), "mine");
    Files.writeString(target.resolve("other.txt"), "other");

    assertThat(unpack(OVERWRITE)).hasSize(15);

    assertThat(target.resolve("code/run.sh")).hasContent("#!/bin/sh\necho hi\n");
    assertThat(target.resolve("Kitfile")).content().startsWith("manifestVersion");
    assertThat(target.resolve("other.txt")).hasContent("other");
  }

  @Test
  void ignoreExistingLeavesFilesAlone() throws Exception {
    Files.createDirectories(target.resolve("code"));
    Files.writeString(target.resolve("code/run.sh"), "mine");

    assertThat(unpack(IGNORE)).contains("code/lib.py").doesNotContain("code/run.sh");

    assertThat(target.resolve("code/run.sh")).hasContent("mine");
  }

  @Test
  void anEqualKitfileMayStayAnotherMayNot() throws Exception {
    unpack(UnpackOptions.NONE, "kitfile,docs");
    Files.delete(target.resolve("docs/README.md"));
    unpack(UnpackOptions.NONE, "kitfile,docs");

    Files.writeString(target.resolve("Kitfile"), "mine");
    Files.delete(target.resolve("docs/README.md"));
    assertFails(() -> unpack(UnpackOptions.NONE), ErrorCode.BAD_INPUT, "Kitfile", "differs");
  }

  @Test
  void linksInTheTargetAreNotFollowed() throws Exception {
    Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
    Files.createDirectories(target);
    Files.createSymbolicLink(target.resolve("data"), elsewhere);

    assertFails(() -> unpack(OVERWRITE), ErrorCode.BAD_INPUT, "data", "a link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aLinkInPlaceOfAFileIsNotFollowed() throws Exception {
    Path elsewhere = Files.writeString(temp.resolve("elsewhere.txt"), "elsewhere");
    Files.createDirectories(target.resolve("docs"));
    Files.createSymbolicLink(target.resolve("docs/README.md"), elsewhere);

    assertFails(() -> unpack(OVERWRITE), ErrorCode.BAD_INPUT, "docs/README.md", "a link");
    assertThat(elsewhere).hasContent("elsewhere");
  }

  @Test
  void aFolderInPlaceOfAFileAndTheOtherWayRoundFailIt() throws Exception {
    Files.createDirectories(target.resolve("docs/README.md"));
    assertFails(() -> unpack(OVERWRITE), ErrorCode.BAD_INPUT, "docs/README.md", "a folder");
    Files.delete(target.resolve("docs/README.md"));

    Files.writeString(target.resolve("code"), "a file");
    assertFails(() -> unpack(OVERWRITE), ErrorCode.BAD_INPUT, "code", "a file");
  }

  @Test
  void theTargetMustBeAFolder() throws Exception {
    Files.writeString(target, "a file");

    assertThatThrownBy(() -> unpack(OVERWRITE)).hasMessageContaining("not a folder");
  }

  @Test
  void theTargetMayBeALinkToAFolder() throws Exception {
    Path real = Files.createDirectories(temp.resolve("real"));
    Files.createSymbolicLink(target, real);

    unpack(UnpackOptions.NONE, "docs");

    assertThat(real.resolve("docs/README.md")).exists();
  }

  @Test
  void wrongBytesInOneLayerLeaveNothingOfTheOthers() throws Exception {
    Digest last = manifest.layers().get(4).digest();
    Path blob = temp.resolve("store/blobs/sha256/" + last.hex());
    byte[] bytes = Files.readAllBytes(blob);
    bytes[1030] ^= 1;
    Files.write(blob, bytes);
    Files.createDirectories(target);
    Files.writeString(target.resolve("mine.txt"), "mine");

    assertFails(() -> unpack(OVERWRITE), ErrorCode.DIGEST_MISMATCH, last.toString());
  }

  @Test
  void aTargetThatWasMadeForItIsGoneAfterAFailure() throws Exception {
    Files.delete(temp.resolve("store/blobs/sha256/" + manifest.layers().get(2).digest().hex()));
    target = temp.resolve("new/deep/target");

    assertThatThrownBy(() -> unpack(UnpackOptions.NONE)).hasMessageContaining("There is no sha256");

    assertThat(temp.resolve("new")).doesNotExist();
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() throws Exception {
    List<Digest> broken = new ArrayList<>();
    Source flaky =
        new ForwardingSource(repository) {
          @Override
          public InputStream open(Descriptor content, long offset)
              throws IOException, KitrailException {
            InputStream in = super.open(content, offset);
            synchronized (broken) {
              if (content.size() > 5000 && !broken.contains(content.digest())) {
                broken.add(content.digest());
                return new BrokenStream(in, 3000);
              }
            }
            return in;
          }
        };

    assertThat(unpack(flaky, UnpackOptions.NONE)).hasSize(15);
    assertThat(broken).hasSize(3);
  }

  @Test
  void whatWasReplacedComesBackWhenAMoveFails() throws Exception {
    Path context = GoldenContext.create(target);
    Files.writeString(context.resolve("code/run.sh"), "mine");
    UnpackPart part = new UnpackPart(manifest, kitfile, List.of());
    Copier copier = new Copier(Handmade.retry(), TransferListener.NONE, 1);
    Map<String, String> before = FolderContents.of(target);
    Path inTheWay = target.resolve("data/train.csv");

    try (FolderSink sink = FolderSink.open(target, List.of(part), OVERWRITE)) {
      Source thatInterferes =
          new ForwardingSource(repository) {
            @Override
            public InputStream open(Descriptor content, long offset)
                throws IOException, KitrailException {
              // The last blob to be read: all entries have been looked at.
              if (content.digest().equals(manifest.layers().get(4).digest())) {
                Files.delete(inTheWay);
                Files.createDirectory(inTheWay);
              }
              return super.open(content, offset);
            }
          };
      KitrailException failed =
          catchThrowableOfType(
              KitrailException.class,
              () -> copier.copy(thatInterferes, descriptor, sink, sink::accepts));
      assertThat(failed).hasMessageContaining("data/train.csv");
    }

    Files.delete(inTheWay);
    Files.writeString(inTheWay, before.get("data/train.csv"));
    assertThat(FolderContents.of(target)).isEqualTo(before);
  }

  @Test
  void aFolderThatMayNotBeWrittenIntoFailsWithWords() throws Exception {
    assumeThat(System.getProperty("user.name")).isNotEqualTo("root");
    Files.createDirectories(target);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));

    assertThatThrownBy(() -> unpack(UnpackOptions.NONE)).hasMessageContaining("this user");
  }

  @Test
  void oldModelKitsUnpackBelowTheirPath() throws Exception {
    byte[] tar = new Tars().file("train.csv", "1,2").bytes();
    Handmade handmade = Handmade.of(temp.resolve("layout"), Handmade.TAR, tar);
    Kitfile old =
        new Kitfile(
            "1.0.0",
            Kitfile.Package.NONE,
            null,
            List.of(new Kitfile.Code("code/train.csv", null, null, null)),
            List.of(),
            List.of());
    UnpackPart part = new UnpackPart(handmade.manifest, old, List.of());
    try (FolderSink sink = FolderSink.open(target, List.of(part), UnpackOptions.NONE)) {
      new Copier(Handmade.retry(), TransferListener.NONE, 1)
          .copy(handmade.place, handmade.descriptor, sink, sink::accepts);
      assertThat(sink.placed()).contains("code/train.csv");
    }
  }

  @Test
  void severalModelKitsComeInPlaceTogetherOrNotAtAll() throws Exception {
    Handmade second =
        Handmade.of(
            temp.resolve("layout"), Handmade.TAR, new Tars().file("code/new.py", "n").bytes());
    List<UnpackPart> parts =
        List.of(
            new UnpackPart(manifest, kitfile, List.of(UnpackFilter.parse("model"))),
            new UnpackPart(second.manifest, second.kitfile, List.of()));
    Copier copier = new Copier(Handmade.retry(), TransferListener.NONE, 2);

    try (FolderSink sink = FolderSink.open(target, parts, UnpackOptions.NONE)) {
      copier.copy(repository, descriptor, sink, sink::accepts);
      assertThat(target.resolve("model")).doesNotExist();
      copier.copy(second.place, second.descriptor, sink, sink::accepts);
      assertThat(sink.placed())
          .contains("code/new.py", "model/model.safetensors", "Kitfile")
          .doesNotContain("code/lib.py");
    }
    try (FolderSink sink = FolderSink.open(temp.resolve("other"), parts, UnpackOptions.NONE)) {
      copier.copy(repository, descriptor, sink, sink::accepts);
    }
    assertThat(temp.resolve("other")).doesNotExist();
  }

  private interface Action {
    void run() throws Exception;
  }

  /** And leaves the target as it was. */
  private void assertFails(Action action, ErrorCode code, String... words) throws Exception {
    Map<String, String> before = FolderContents.of(target);
    KitrailException failed = catchThrowableOfType(KitrailException.class, action::run);
    assertThat(failed).isNotNull().hasMessageContainingAll(words);
    assertThat(failed.code()).isEqualTo(code);
    assertThat(FolderContents.of(target)).isEqualTo(before);
  }
}

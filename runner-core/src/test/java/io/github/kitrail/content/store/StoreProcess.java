package io.github.kitrail.content.store;

import io.github.kitrail.content.ChildJvm;
import io.github.kitrail.content.Copier;
import io.github.kitrail.content.Lease;
import io.github.kitrail.content.PackOptions;
import io.github.kitrail.content.TestContent;
import io.github.kitrail.content.TransferListener;
import io.github.kitrail.content.folder.ModelFolder;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Kitfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Another process that works on a store. */
public final class StoreProcess {
  private StoreProcess() {}

  /** Its first line of output says that it has begun. */
  static Process start(String... arguments) throws IOException {
    return ChildJvm.start(StoreProcess.class, arguments);
  }

  public static void main(String[] arguments) throws Exception {
    Store store = Store.at(Path.of(arguments[1]));
    switch (arguments[0]) {
      case "write" -> {
        System.out.println("begun");
        writeMany(store, arguments[2]);
      }
      case "find" -> find(store, arguments[2]);
      case "pack" -> pack(store, Path.of(arguments[2]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Twenty ModelKits with evidence into one repository. */
  static void writeMany(Store store, String who) throws Exception {
    StoreRepository repository = store.repository("localhost/shared");
    for (int i = 0; i < 20; i++) {
      Descriptor modelKit = TestContent.modelKit(repository, who + i, "common");
      TestContent.evidence(repository, modelKit, "signature " + who + i);
      repository.tag(modelKit, who + i);
    }
  }

  /** Takes a lease, looks for a blob, then waits to be told to write a manifest with it. */
  private static void find(Store store, String text) throws Exception {
    StoreRepository repository = store.repository("localhost/other");
    try (Lease lease = repository.lease()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      System.out.println("found: " + repository.contains(Descriptor.of(TestContent.LAYER, bytes)));
      System.in.read();
    }
  }

  /** Packs a folder and stops in the middle of its second layer. */
  private static void pack(Store store, Path folder) throws Exception {
    TransferListener stops =
        new TransferListener() {
          @Override
          public void moved(String label, long bytes) {
            if (label.endsWith("b.bin")) {
              System.out.println("in the middle");
              while (true) {
                try {
                  Thread.sleep(60_000);
                } catch (InterruptedException e) {
                  return;
                }
              }
            }
          }
        };
    List<Kitfile.Code> code =
        List.of(
            new Kitfile.Code("a.bin", null, null, null),
            new Kitfile.Code("b.bin", null, null, null));
    Kitfile kitfile = new Kitfile("1.0.0", Kitfile.Package.NONE, null, code, List.of(), List.of());
    new Copier(TestContent.retry(), stops, 1)
        .pack(
            ModelFolder.open(folder, kitfile),
            store.repository("localhost/killed"),
            PackOptions.standard());
  }
}

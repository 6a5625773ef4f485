package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Kitfile;
import java.util.List;

/** A ModelKit that is not one yet: its layers' digests are known when they have been read. */
public interface PendingModelKit {
  Kitfile kitfile();

  /** One for each of the Kitfile's layers, in their order. */
  List<? extends PendingLayer> layers(PackOptions options) throws KitrailException;

  /** What a user should know before it is packed, such as links that are left out. */
  List<String> warnings();
}

package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;

/** One way to upload a blob. */
interface Upload {
  /**
   * Uploads it and returns what it is.
   *
   * @throws UploadRefused when the registry does not know this way
   */
  Descriptor upload(Payload payload) throws IOException, KitrailException, UploadRefused;
}

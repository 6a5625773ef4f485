package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be said before any byte moves: a disk that is too small, layers that are too large. */
final class Preflight {
  private final Sink to;
  private final TransferListener listener;

  Preflight(Sink to, TransferListener listener) {
    this.to = to;
    this.listener = listener;
  }

  /**
   * A blob that is about to move.
   *
   * @param size in bytes, or -1 when only reading tells
   * @param known what it is, to ask whether it is there already; null when only reading tells
   */
  record Item(String label, long size, @Nullable Descriptor known) {}

  /** Warns of what will be refused. */
  void warn(List<Item> items) throws IOException, KitrailException {
    TransferLimits limits = to.limits();
    long most = limits.maxLayerBytes();
    for (Item item : items) {
      Duration takes = limits.tooLong(item.size());
      Duration given = limits.maxUpload();
      if (takes != null && given != null && !isThere(item)) {
        String rate = "at the rate of the last one";
        listener.warned(UploadTimes.warning(to, given, rate, item.label(), takes));
      }
      if (item.size() > most) {
        listener.warned(
            to.name()
                + " refuses layers over "
                + ByteSize.format(most)
                + "; "
                + item.label()
                + " has "
                + ByteSize.format(item.size())
                + ". Split it into parts.");
      }
    }
  }

  /**
   * @throws KitrailException NO_SPACE when the disk cannot take what is not there yet, or not what
   *     comes after it
   */
  void requireSpace(List<Item> items) throws IOException, KitrailException {
    long free = to.usableBytes();
    long later = to.bytesToCome();
    long needed = later + items.stream().mapToLong(item -> Math.max(0, item.size())).sum();
    if (needed <= free) {
      return;
    }
    // Only now it is worth asking what is there.
    needed = later;
    for (Item item : items) {
      if (item.size() > 0 && !isThere(item)) {
        needed += item.size();
      }
    }
    if (needed > free) {
      throw new KitrailException(
          ErrorCode.NO_SPACE,
          "Could not write to "
              + to.name()
              + ": "
              + ByteSize.format(needed)
              + " are needed, "
              + ByteSize.format(free)
              + " are free, "
              + ByteSize.format(needed - free)
              + " are missing. Free some space and try again; nothing was written.");
    }
  }

  private boolean isThere(Item item) throws IOException, KitrailException {
    return item.known() != null && to.contains(item.known());
  }
}

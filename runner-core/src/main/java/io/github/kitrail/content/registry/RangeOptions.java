package io.github.kitrail.content.registry;

/**
 * When, and how, a large blob is fetched in several ranges at once: where one connection is slow,
 * as those of object stores and CDNs are, and the server gives ranges.
 *
 * @param after bytes that have to come over one connection first, to know its rate
 * @param slow bytes a second; faster connections are left alone
 * @param segment bytes of one range
 * @param atOnce how many ranges are held in memory, those of all blobs together; with fewer than
 *     two, blobs are never split
 */
public record RangeOptions(long after, long slow, int segment, int atOnce) {
  private static final int MIB = 1 << 20;

  /** Six ranges of 4 MiB, where a connection brings less than 100 MB/s. */
  public static final RangeOptions DEFAULT = new RangeOptions(32 * MIB, 100_000_000, 4 * MIB, 6);

  /** One connection for each blob. */
  public static final RangeOptions NEVER = new RangeOptions(0, 0, 0, 0);
}

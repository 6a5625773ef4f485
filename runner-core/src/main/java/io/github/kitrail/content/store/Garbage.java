package io.github.kitrail.content.store;

import org.jspecify.annotations.Nullable;

/**
 * What a garbage collection freed.
 *
 * @param blobs how many blobs it deleted
 * @param bytes their size
 * @param refused why nothing could be deleted, as a sentence; null when all went well
 */
public record Garbage(int blobs, long bytes, @Nullable String refused) {}

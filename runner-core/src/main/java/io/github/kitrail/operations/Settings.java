package io.github.kitrail.operations;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a user can set for all operations.
 *
 * @param home the directory that holds the local store; null for kit's own
 * @param plainHttp whether registries are spoken to without TLS
 * @param tlsVerify whether their certificates are verified
 * @param tlsCa certificates that are trusted, too (PEM)
 * @param tlsCert our own certificate (PEM)
 * @param tlsKey its key (PEM)
 * @param concurrency how many blobs move at once, at least 1
 * @param upload how blobs are pushed: auto, streamed, digest-first or chunked
 */
public record Settings(
    @Nullable Path home,
    boolean plainHttp,
    boolean tlsVerify,
    @Nullable Path tlsCa,
    @Nullable Path tlsCert,
    @Nullable Path tlsKey,
    int concurrency,
    String upload) {

  /** What holds when nothing is set. */
  public static final Settings DEFAULT =
      new Settings(null, false, true, null, null, null, 4, "auto");
}

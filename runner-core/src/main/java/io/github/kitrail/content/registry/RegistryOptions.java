package io.github.kitrail.content.registry;

import io.github.kitrail.content.Retry;
import io.github.kitrail.content.registry.http.HttpOptions;
import io.github.kitrail.content.registry.http.TlsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How registries are spoken to.
 *
 * @param plainHttp speaks HTTP without TLS, and sends passwords over it
 * @param retry for requests without a blob's body; blobs are tried again by whoever copies them
 * @param onRetry hears a sentence before each further try of such a request
 * @param clock what the lifetime of tokens is measured by
 * @param transfers the directory where open uploads are remembered for the next process; null to
 *     forget them
 */
public record RegistryOptions(
    HttpOptions http,
    boolean plainHttp,
    UploadMode upload,
    RangeOptions ranges,
    Retry retry,
    Consumer<String> onRetry,
    InstantSource clock,
    @Nullable Path transfers) {

  public static Builder builder() {
    return new Builder();
  }

  /** Sets what differs from the defaults. */
  public static final class Builder {
    private Map<String, String> environment = Map.of();
    private @Nullable String proxy;
    private TlsOptions tls = TlsOptions.DEFAULT;
    private Duration connectTimeout = Duration.ofSeconds(30);
    private Duration idleTimeout = Duration.ofSeconds(60);
    private String userAgent = "kitrail";
    private boolean plainHttp;
    private UploadMode upload = UploadMode.AUTO;
    private RangeOptions ranges = RangeOptions.DEFAULT;
    private Retry retry = Retry.standard();
    private Consumer<String> onRetry = reason -> {};
    private InstantSource clock = InstantSource.system();
    private @Nullable Path transfers;

    private Builder() {}

    /** Where HTTPS_PROXY, HTTP_PROXY and NO_PROXY are looked up; default: nowhere. */
    public Builder environment(Map<String, String> value) {
      environment = value;
      return this;
    }

    /** The URL of a proxy for all registries, instead of the environment's. */
    public Builder proxy(@Nullable String value) {
      proxy = value;
      return this;
    }

    public Builder tls(TlsOptions value) {
      tls = value;
      return this;
    }

    public Builder connectTimeout(Duration value) {
      connectTimeout = value;
      return this;
    }

    /** The longest time without a byte moving, either way. */
    public Builder idleTimeout(Duration value) {
      idleTimeout = value;
      return this;
    }

    public Builder userAgent(String value) {
      userAgent = value;
      return this;
    }

    public Builder plainHttp(boolean value) {
      plainHttp = value;
      return this;
    }

    public Builder upload(UploadMode value) {
      upload = value;
      return this;
    }

    public Builder ranges(RangeOptions value) {
      ranges = value;
      return this;
    }

    public Builder retry(Retry value) {
      retry = value;
      return this;
    }

    public Builder onRetry(Consumer<String> value) {
      onRetry = value;
      return this;
    }

    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    public Builder transfers(@Nullable Path value) {
      transfers = value;
      return this;
    }

    public RegistryOptions build() {
      HttpOptions http =
          new HttpOptions(environment, proxy, tls, connectTimeout, idleTimeout, userAgent);
      return new RegistryOptions(http, plainHttp, upload, ranges, retry, onRetry, clock, transfers);
    }
  }
}

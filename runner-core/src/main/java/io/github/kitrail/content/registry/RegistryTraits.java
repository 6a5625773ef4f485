package io.github.kitrail.content.registry;

import io.github.kitrail.content.TransferLimits;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a registry by its name, before it has answered anything.
 *
 * @param resumes whether it can be believed when it says how much of an upload it has
 * @param limits what it refuses
 */
record RegistryTraits(boolean resumes, TransferLimits limits) {
  private static final long GB = 1_000_000_000L;
  private static final long GIB = 1L << 30;

  private record Row(Pattern host, RegistryTraits traits) {}

  private static final RegistryTraits USUAL = new RegistryTraits(true, TransferLimits.NONE);

  private static final List<Row> KNOWN =
      List.of(
          // docs.github.com/packages, "Working with the Container registry": 10 GB a layer, ten
          // minutes an upload.
          row("ghcr\\.io", true, 10 * GB, Duration.ofMinutes(10)),
          // docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html: 52,000 MiB a layer.
          // It answers the first PATCH with 201, and with a Range that is stale.
          row(".*\\.dkr\\.ecr(-fips)?\\..*|public\\.ecr\\.aws", false, 52_000L << 20, null),
          // learn.microsoft.com/azure/container-registry/container-registry-skus: 200 GiB a layer.
          row(".*\\.azurecr\\.(io|cn|us)", true, 200 * GIB, null),
          // docs.projectquay.io, MAXIMUM_LAYER_SIZE: 20 GB by default.
          row("quay\\.io", true, 20 * GB, null));

  private static Row row(String host, boolean resumes, long maxLayer, @Nullable Duration longest) {
    TransferLimits limits = new TransferLimits(maxLayer, longest, 0);
    return new Row(Pattern.compile(host), new RegistryTraits(resumes, limits));
  }

  /**
   * @param host as references name it
   */
  static RegistryTraits of(String host) {
    return KNOWN.stream()
        .filter(row -> row.host().matcher(host).matches())
        .map(Row::traits)
        .findFirst()
        .orElse(USUAL);
  }
}

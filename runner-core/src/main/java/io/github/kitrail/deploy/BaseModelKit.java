package io.github.kitrail.deploy;

import io.github.kitrail.modelkit.Digest;

/**
 * A ModelKit that another one stands on.
 *
 * @param repository registry and repository, without tag and digest
 */
public record BaseModelKit(String repository, Digest digest) {}

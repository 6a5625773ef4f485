package io.github.kitrail.modelkit;

import org.jspecify.annotations.Nullable;

/**
 * What the config says about the layer of a Kitfile's element.
 *
 * @param digest of the layer as it is stored
 * @param diffId of the layer's tar archive before compression; null in configs that do not say
 */
public record LayerInfo(Digest digest, @Nullable Digest diffId) {}

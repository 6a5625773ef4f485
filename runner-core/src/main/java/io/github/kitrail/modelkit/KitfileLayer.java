package io.github.kitrail.modelkit;

import org.jspecify.annotations.Nullable;

/**
 * An element of a Kitfile that is packed as a layer.
 *
 * @param index among those of its kind, from 0
 * @param name what the Kitfile calls it; code and docs have no names
 * @param path relative to the context, clean: {@code model}, not {@code ./model/}; {@code .} for
 *     the whole context
 * @param info null before it is packed, and in ModelKits of old versions of kit
 */
public record KitfileLayer(
    LayerKind kind, int index, @Nullable String name, String path, @Nullable LayerInfo info) {}

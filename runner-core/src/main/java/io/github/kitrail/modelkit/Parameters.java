package io.github.kitrail.modelkit;

/**
 * The free part of a model or a dataset, as the JSON that stands in the config: any value, maps
 * sorted by key.
 *
 * @param json one JSON value, written as Go's encoder writes it
 */
public record Parameters(String json) {}

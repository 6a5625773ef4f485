package io.github.kitrail.content;

/** Both at once: a store, a layout, a registry's repository. */
public interface Place extends Source, Sink {}

/**
 * The formats: Kitfile, references, manifest and config, layer archives. Pure data, no I/O but
 * streams.
 */
package io.github.kitrail.modelkit;

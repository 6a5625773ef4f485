/**
 * What runs a model: the engines, each behind the same interface, kept away from our own process.
 */
package io.github.kitrail.inference.engine;

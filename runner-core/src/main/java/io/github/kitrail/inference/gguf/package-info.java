/** GGUF files: what their header says, and which files of a ModelKit make up its model. */
package io.github.kitrail.inference.gguf;

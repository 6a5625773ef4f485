/**
 * YAML documents with line and column, read strictly: unknown fields are errors that name the
 * place.
 */
package io.github.kitrail.yaml;

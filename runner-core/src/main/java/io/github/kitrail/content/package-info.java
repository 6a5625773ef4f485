/** Sources, sinks and the one copier between them: folder, store, registry. */
package io.github.kitrail.content;

package io.github.kitrail.deploy;

import org.jspecify.annotations.Nullable;

/**
 * A file that a target writes.
 *
 * @param source its path in the target's folder
 * @param to its path in the rendered folder
 * @param format how values are written into it; null for a file that is copied as it is
 * @param when the fact or parameter without which it is left out
 */
record TargetFile(
    String source, String to, @Nullable TemplateFormat format, @Nullable String when) {}

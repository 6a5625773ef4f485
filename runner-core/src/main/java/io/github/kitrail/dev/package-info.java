/** The local server and chat page of {@code kitrail dev}; nothing stands here yet. */
package io.github.kitrail.dev;

/** The local server and chat page of {@code kitrail dev}. */
package io.github.kitrail.dev;

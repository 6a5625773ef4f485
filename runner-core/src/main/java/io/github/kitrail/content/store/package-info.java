/** The local store that kit and Kitrail share. */
package io.github.kitrail.content.store;

/** Folders with a Kitfile: packed while they are read, unpacked while they arrive. */
package io.github.kitrail.content.folder;

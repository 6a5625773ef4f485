/** OCI image layouts on disk: blobs, index files, and what keeps two writers apart. */
package io.github.kitrail.content.layout;

/** Pages in GitHub's Markdown, in which no value is more than text. */
package io.github.kitrail.markdown;

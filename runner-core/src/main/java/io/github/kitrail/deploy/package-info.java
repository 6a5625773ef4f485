/** Targets: folders of templates with a descriptor, filled with a ModelKit's facts. */
package io.github.kitrail.deploy;

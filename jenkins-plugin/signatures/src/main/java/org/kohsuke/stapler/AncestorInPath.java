package org.kohsuke.stapler;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A signature of <a
 * href="https://javadoc.io/doc/org.kohsuke.stapler/stapler/latest/org/kohsuke/stapler/AncestorInPath.html">AncestorInPath</a>.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER})
public @interface AncestorInPath {}

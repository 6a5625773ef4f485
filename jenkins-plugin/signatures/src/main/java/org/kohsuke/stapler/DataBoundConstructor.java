package org.kohsuke.stapler;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A signature of <a
 * href="https://javadoc.io/doc/org.kohsuke.stapler/stapler/latest/org/kohsuke/stapler/DataBoundConstructor.html">DataBoundConstructor</a>.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.CONSTRUCTOR})
public @interface DataBoundConstructor {}

package org.kohsuke.stapler.export;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A signature of <a
 * href="https://javadoc.io/doc/org.kohsuke.stapler/stapler/latest/org/kohsuke/stapler/export/Exported.html">Exported</a>.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface Exported {
  int visibility() default 0;
}

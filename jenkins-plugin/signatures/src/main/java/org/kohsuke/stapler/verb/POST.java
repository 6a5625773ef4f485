package org.kohsuke.stapler.verb;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A signature of <a
 * href="https://javadoc.io/doc/org.kohsuke.stapler/stapler/latest/org/kohsuke/stapler/verb/POST.html">POST</a>.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface POST {}

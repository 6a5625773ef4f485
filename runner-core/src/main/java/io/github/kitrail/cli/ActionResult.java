package io.github.kitrail.cli;

import io.github.kitrail.operations.CopyModelKit;
import io.github.kitrail.operations.Gate;
import io.github.kitrail.operations.Publish;
import io.github.kitrail.operations.Render;
import io.github.kitrail.operations.ShowChain;
import io.github.kitrail.operations.Test;
import io.github.kitrail.operations.Unpack;
import io.github.kitrail.operations.Verify;
import io.github.kitrail.pipeline.RunReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command of an action came to, under the names that all commands share.
 *
 * @param reference where the ModelKit is
 * @param tests how the smoke tests went
 * @param verdict of the gate
 * @param deployed the folders that were laid out
 */
record ActionResult(
    Object result,
    @Nullable String reference,
    @Nullable String digest,
    Test.@Nullable Summary tests,
    @Nullable String verdict,
    List<Render.Result> deployed) {

  static ActionResult of(Object result) {
    if (result instanceof RunReport it) {
      return new ActionResult(
          it, it.reference(), it.digest(), it.tests(), it.verdict(), it.rendered());
    }
    if (result instanceof Publish.Result it) {
      return at(it, it.reference(), it.digest());
    }
    if (result instanceof CopyModelKit.Result it) {
      return at(it, it.reference(), it.digest());
    }
    if (result instanceof Verify.Result it) {
      return at(it, it.reference(), it.digest());
    }
    if (result instanceof Gate.Result it) {
      return new ActionResult(it, it.reference(), it.digest(), null, it.verdict(), List.of());
    }
    if (result instanceof Test.Result it) {
      return new ActionResult(it, null, null, it.tests(), null, List.of());
    }
    if (result instanceof Render.Result it) {
      return new ActionResult(it, null, null, null, null, List.of(it));
    }
    if (result instanceof Unpack.Result it) {
      return at(it, it.reference(), it.digest());
    }
    if (result instanceof ShowChain.Result it) {
      return at(it, it.reference(), it.digest());
    }
    throw new IllegalArgumentException("no action has such a result: " + result.getClass());
  }

  private static ActionResult at(Object result, String reference, String digest) {
    return new ActionResult(result, reference, digest, null, null, List.of());
  }

  /** Whether the tag was set, so that others find the ModelKit. */
  boolean succeeded() {
    return !(result instanceof RunReport report) || report.failure() == null;
  }

  /** The name without tag and digest; null for the local store or an OCI layout. */
  @Nullable String repository() {
    return reference == null ? null : repository(reference);
  }

  static @Nullable String repository(String reference) {
    if (reference.startsWith("store:") || reference.startsWith("oci:")) {
      return null;
    }
    String name = withoutTag(reference);
    int slash = name.indexOf('/');
    String host = slash < 0 ? "" : name.substring(0, slash);
    return host.contains(".") || host.contains(":") || host.equals("localhost") ? name : null;
  }

  /** The reference by digest; null when nothing was pushed. */
  @Nullable String pinned() {
    if (reference == null || digest == null) {
      return null;
    }
    return reference.contains("@sha256:") ? reference : withoutTag(reference) + "@" + digest;
  }

  /** The ModelKit that was tested, by digest; null for a folder. */
  @Nullable String tested() {
    return result instanceof Test.Result test && test.target().contains("@sha256:")
        ? test.target()
        : null;
  }

  /** A host's port has a colon, too, but stands before a slash. */
  static String withoutTag(String reference) {
    String name = reference.replaceFirst("@.*$", "");
    int tag = name.indexOf(':', name.lastIndexOf('/') + 1);
    return tag < 0 ? name : name.substring(0, tag);
  }
}

package io.jenkins.plugins.kitrail.template;

import groovy.lang.Closure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** The conditions of {@code when}, for a build with these variables. */
final class Conditions {
  private final Map<String, String> env;
  private final Deque<List<Boolean>> open = new ArrayDeque<>();

  Conditions(Map<String, String> env) {
    this.env = env;
  }

  /** Whether all conditions of a block hold. */
  boolean all(Closure<?> block) {
    List<Boolean> found = found(block);
    if (found.isEmpty()) {
      throw new AssertionError("A condition without any, which Jenkins refuses.");
    }
    return found.stream().allMatch(it -> it);
  }

  private List<Boolean> found(Closure<?> block) {
    open.push(new ArrayList<>());
    block.call();
    return open.pop();
  }

  Object call(String name, Object[] args) {
    switch (name) {
      case "beforeAgent" -> {
        return null;
      }
      case "branch" -> add(matches(args[0], "BRANCH_NAME"));
      case "tag" -> add(matches(args[0], "TAG_NAME"));
      case "changeRequest" -> add(env.containsKey("CHANGE_ID"));
      case "expression" ->
          add(DefaultTypeTransformation.castToBoolean(((Closure<?>) args[0]).call()));
      case "allOf" -> add(all((Closure<?>) args[0]));
      case "not" -> add(!all((Closure<?>) args[0]));
      case "anyOf" -> add(found((Closure<?>) args[0]).contains(true));
      default -> throw new AssertionError("Not a condition that this test knows: " + name);
    }
    return null;
  }

  private void add(boolean holds) {
    open.element().add(holds);
  }

  /** As Ant does it, for a pattern with {@code *} only. */
  private boolean matches(Object pattern, String variable) {
    String regexp = "\\Q" + pattern.toString().replace("*", "\\E[^/]*\\Q") + "\\E";
    return env.containsKey(variable) && env.get(variable).matches(regexp);
  }
}

package io.jenkins.plugins.kitrail.template;

import groovy.lang.Closure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What Jenkins makes of the sections of a declarative pipeline: of a stage first {@code when}, then
 * agent and options, then its steps or stages, then {@code post}. See <a
 * href="https://www.jenkins.io/doc/book/pipeline/syntax/">Pipeline Syntax</a>. It knows what our
 * pipelines use, and what it does not know is an error.
 */
final class Declarative {
  private static final Set<String> SECTIONS =
      Set.of("agent", "options", "triggers", "parameters", "when", "steps", "stages", "post");
  private static final Set<String> OUTCOMES = Set.of("always", "success", "failure", "cleanup");

  private final Transcript transcript;
  private final Conditions conditions;
  private final BiFunction<String, Object[], Object> steps;
  private final Deque<Map<String, Object>> blocks = new ArrayDeque<>();
  private final List<String> stages = new ArrayList<>();
  private boolean inSteps;
  private boolean inWhen;

  /**
   * @param steps what is neither section nor condition
   */
  Declarative(
      Transcript transcript, Conditions conditions, BiFunction<String, Object[], Object> steps) {
    this.transcript = transcript;
    this.conditions = conditions;
    this.steps = steps;
  }

  Object call(String name, Object[] args) {
    if (inSteps) {
      return steps.apply(name, args);
    }
    if (inWhen) {
      return conditions.call(name, args);
    }
    if (name.equals("pipeline")) {
      block((Closure<?>) args[0]);
    } else if (name.equals("stage")) {
      stage(args[0].toString(), (Closure<?>) args[1]);
    } else if (!blocks.isEmpty() && (SECTIONS.contains(name) || OUTCOMES.contains(name))) {
      if (blocks.peek().put(name, args[0]) != null) {
        throw new AssertionError("There are two sections " + name + ".");
      }
    } else {
      return steps.apply(name, args);
    }
    return null;
  }

  private void stage(String name, Closure<?> body) {
    if (stages.contains(name)) {
      throw new AssertionError("Two stages are called " + name + ", which Jenkins refuses.");
    }
    stages.add(name);
    transcript.open("stage " + name);
    block(body);
    transcript.close();
  }

  /** The pipeline or a stage. */
  private void block(Closure<?> body) {
    Map<String, Object> sections = sections(body);
    if (sections.get("when") instanceof Closure<?> when && !holds(when)) {
      transcript.line("skipped");
      return;
    }
    if (sections.get("agent") instanceof Closure<?> agent) {
      directive("agent", agent);
    } else if (sections.containsKey("agent")) {
      transcript.line("agent: " + sections.get("agent"));
    }
    for (String name : List.of("options", "triggers", "parameters")) {
      if (sections.get(name) instanceof Closure<?> directive) {
        directive(name, directive);
      }
    }
    RuntimeException failure = null;
    try {
      if (sections.get("steps") instanceof Closure<?> own) {
        run(own);
      } else if (sections.get("stages") instanceof Closure<?> inner) {
        inner.call();
      } else {
        throw new AssertionError("A stage without steps, which Jenkins refuses.");
      }
    } catch (RuntimeException e) {
      failure = e;
    }
    post(sections, failure != null);
    if (failure != null) {
      throw failure;
    }
  }

  private void post(Map<String, Object> sections, boolean failed) {
    if (!(sections.get("post") instanceof Closure<?> post)) {
      return;
    }
    Map<String, Object> outcomes = sections(post);
    for (String name : List.of("always", failed ? "failure" : "success", "cleanup")) {
      if (outcomes.get(name) instanceof Closure<?> own) {
        transcript.open("post " + name);
        run(own);
        transcript.close();
      }
    }
  }

  private boolean holds(Closure<?> when) {
    inWhen = true;
    try {
      return conditions.all(when);
    } finally {
      inWhen = false;
    }
  }

  private Map<String, Object> sections(Closure<?> body) {
    blocks.push(new LinkedHashMap<>());
    body.call();
    return blocks.pop();
  }

  private void directive(String name, Closure<?> body) {
    transcript.open(name);
    run(body);
    transcript.close();
  }

  private void run(Closure<?> body) {
    inSteps = true;
    try {
      body.call();
    } finally {
      inSteps = false;
    }
  }
}

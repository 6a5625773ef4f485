package io.jenkins.plugins.kitrail.template;

import groovy.lang.Binding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A build of a Jenkinsfile: what it is given, what its steps answer, and what it did. */
final class Build {
  /** A step that fails, as in Jenkins an AbortException does. */
  static final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailed(String message) {
      super(message);
    }
  }

  private static final Pattern METHOD = Pattern.compile("(?m)^[A-Za-z]+ (\\w+)\\(.*\\) \\{$");

  private final Path script;
  private final Map<String, String> env = new HashMap<>(Map.of("WORKSPACE", "/agent/faq-bot"));
  private final Map<String, String> params = new HashMap<>();
  private final Map<String, Function<Call, Object>> answers = new HashMap<>();
  private final Transcript transcript = new Transcript();
  private final List<Call> calls = new ArrayList<>();
  private RuntimeException failure;

  Build(Path script) {
    this.script = script;
  }

  Build env(String name, String value) {
    env.put(name, value);
    return this;
  }

  Build parameter(String name, String value) {
    params.put(name, value);
    return this;
  }

  /** What a step returns; it may throw {@link StepFailed}. */
  Build answer(String step, Function<Call, Object> answer) {
    answers.put(step, answer);
    return this;
  }

  Build answer(String step, Object result) {
    return answer(step, call -> result);
  }

  Build fails(String step) {
    return answer(
        step,
        call -> {
          throw new StepFailed(step + " failed");
        });
  }

  Build run() throws IOException {
    Binding binding = new Binding(new LinkedHashMap<>());
    binding.setVariable("env", env);
    binding.setVariable("params", params);
    binding.setVariable("scm", "scm");
    binding.setVariable("none", "none");
    Declarative declarative = new Declarative(transcript, new Conditions(env), this::step);
    try {
      new PipelineHelper(script, methods(), declarative::call)
          .runScript(script.getFileName().toString(), binding);
    } catch (RuntimeException e) {
      failure = failed(e);
    }
    return this;
  }

  /** Of the script and of the library. */
  private Set<String> methods() throws IOException {
    Set<String> methods = new LinkedHashSet<>();
    List<Path> files = new ArrayList<>(Templates.groovy());
    files.add(script);
    for (Path file : files) {
      Matcher method = METHOD.matcher(Files.readString(file));
      while (method.find()) {
        methods.add(method.group(1));
      }
    }
    return methods;
  }

  private static StepFailed failed(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StepFailed step) {
        return step;
      }
    }
    throw e;
  }

  private Object step(String name, Object[] args) {
    Call call = Call.of(name, args);
    StepRules.check(name, call.arguments());
    calls.add(call);
    transcript.line(call.toString());
    if (name.equals("error")) {
      throw new StepFailed(call.text());
    }
    Object answer = answers.getOrDefault(name, it -> call).apply(call);
    if (call.block() != null) {
      transcript.open();
      try {
        call.block().call();
      } catch (RuntimeException e) {
        if (!name.equals("catchError")) {
          throw e;
        }
        transcript.line("goes on after: " + failed(e).getMessage());
      } finally {
        transcript.close();
      }
    }
    return answer;
  }

  /** Why it failed; null for a build that did not. */
  String failure() {
    return failure == null ? null : failure.getMessage();
  }

  String transcript() {
    return transcript.text();
  }

  /** The calls of these steps, in their order. */
  List<Call> calls(String... steps) {
    Set<String> wanted = Set.of(steps);
    return calls.stream().filter(it -> wanted.contains(it.name())).toList();
  }

  /** The same, the names only. */
  List<String> order(String... steps) {
    return calls(steps).stream().map(Call::name).toList();
  }
}

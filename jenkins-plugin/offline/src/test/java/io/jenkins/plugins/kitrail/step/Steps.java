package io.jenkins.plugins.kitrail.step;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The steps as Jenkins sees them: by what their annotations say. */
public final class Steps {
  /** Those that run one command, by its name. */
  public static final Map<String, Class<? extends ModelKitStep>> BY_COMMAND =
      new LinkedHashMap<>(
          Map.of(
              "run", RunStep.class,
              "publish", PublishStep.class,
              "test", TestStep.class,
              "verify", VerifyStep.class,
              "gate", GateStep.class,
              "promote", PromoteStep.class,
              "render", RenderStep.class));

  private Steps() {}

  /** The names of the constructor's parameters: what a step cannot be without. */
  public static List<String> required(Class<?> step) {
    return Stream.of(constructor(step).getParameters()).map(Parameter::getName).toList();
  }

  static Constructor<?> constructor(Class<?> step) {
    return Stream.of(step.getConstructors())
        .filter(it -> it.isAnnotationPresent(DataBoundConstructor.class))
        .findFirst()
        .orElseThrow();
  }

  /** The setters by the names of their properties. */
  public static Map<String, Method> setters(Class<?> step) {
    Map<String, Method> setters = new LinkedHashMap<>();
    for (Method method : step.getMethods()) {
      if (method.isAnnotationPresent(DataBoundSetter.class)) {
        String name = method.getName().substring("set".length());
        setters.put(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), method);
      }
    }
    return setters;
  }

  /** The value that a form would show. */
  static Object value(Object step, String property) throws ReflectiveOperationException {
    String suffix = property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
    try {
      return step.getClass().getMethod("get" + suffix).invoke(step);
    } catch (NoSuchMethodException e) {
      return step.getClass().getMethod("is" + suffix).invoke(step);
    }
  }

  /** Where a property is declared, so that its help is there, too: the subclasses inherit it. */
  static Class<?> home(Class<?> step, String property) {
    Method setter = setters(step).get(property);
    return setter == null ? step : setter.getDeclaringClass();
  }

  public static StepDescriptor descriptor(Class<?> step) throws ReflectiveOperationException {
    return (StepDescriptor)
        Class.forName(step.getName() + "$DescriptorImpl").getConstructor().newInstance();
  }
}

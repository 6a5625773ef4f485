package io.jenkins.plugins.kitrail.signature;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what compiles against a signature compiles and links against the real class: by names, as
 * both come from class loaders of their own.
 */
public final class SignatureComparison {
  private final Class<?> signature;
  private final Class<?> real;
  private final List<String> differences = new ArrayList<>();

  private SignatureComparison(Class<?> signature, Class<?> real) {
    this.signature = signature;
    this.real = real;
  }

  /**
   * What the signature has, and the real class has not or has otherwise; empty when all is well.
   */
  public static List<String> differences(Class<?> signature, Class<?> real) {
    SignatureComparison comparison = new SignatureComparison(signature, real);
    comparison.types();
    comparison.members();
    return comparison.differences;
  }

  private void types() {
    if (signature.isInterface() != real.isInterface()) {
      differences.add("is " + (real.isInterface() ? "an interface" : "a class"));
    }
    if (Modifier.isFinal(real.getModifiers()) && !Modifier.isFinal(signature.getModifiers())) {
      differences.add("is final");
    }
    Set<String> supertypes = supertypes(real);
    for (String type : supertypes(signature)) {
      if (!supertypes.contains(type)) {
        differences.add("is no " + type);
      }
    }
  }

  private static Set<String> supertypes(Class<?> type) {
    Set<String> names = new TreeSet<>();
    Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
        .forEach(
            it -> {
              names.add(it.getName());
              names.addAll(supertypes(it));
            });
    return names;
  }

  private void members() {
    for (Constructor<?> constructor : signature.getDeclaredConstructors()) {
      if (isForOthers(constructor)) {
        compare(constructor, Stream.of(real.getDeclaredConstructors()));
      }
    }
    for (Method method : signature.getDeclaredMethods()) {
      if (isForOthers(method)) {
        compare(method, methods(real).filter(it -> it.getName().equals(method.getName())));
      }
    }
    for (Field field : signature.getFields()) {
      boolean same =
          Stream.of(real.getFields())
              .anyMatch(
                  it ->
                      it.getName().equals(field.getName())
                          && it.getType().getName().equals(field.getType().getName()));
      if (!same && field.getDeclaringClass() == signature) {
        differences.add("has no field " + field.getName());
      }
    }
  }

  private static boolean isForOthers(Executable member) {
    return !member.isSynthetic()
        && (Modifier.isPublic(member.getModifiers())
            || Modifier.isProtected(member.getModifiers()));
  }

  /** Those that it inherits, too. */
  private static Stream<Method> methods(Class<?> type) {
    Stream<Method> own = Stream.of(type.getDeclaredMethods());
    Stream<Class<?>> above =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
    return Stream.concat(own, above.flatMap(SignatureComparison::methods));
  }

  private void compare(Executable expected, Stream<? extends Executable> candidates) {
    List<? extends Executable> same =
        candidates.filter(it -> parameters(it).equals(parameters(expected))).toList();
    String shape = shape(expected);
    if (same.isEmpty()) {
      differences.add("has no " + name(expected));
    } else if (same.stream().noneMatch(it -> shape(it).equals(shape))) {
      differences.add("has " + shape(same.get(0)) + " and not " + shape);
    }
  }

  private static String name(Executable member) {
    return (member instanceof Constructor ? "new" : member.getName()) + parameters(member);
  }

  private static List<String> parameters(Executable member) {
    return Stream.of(member.getParameterTypes()).map(Class::getName).toList();
  }

  /** What a caller, a catch or an override depends on. */
  private static String shape(Executable member) {
    String returned = member instanceof Method method ? method.getReturnType().getName() : "";
    String checked =
        Stream.of(member.getExceptionTypes())
            .filter(it -> !RuntimeException.class.isAssignableFrom(it))
            .map(Class::getName)
            .sorted()
            .collect(Collectors.joining(", "));
    return Modifier.toString(
            member.getModifiers() & (Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT))
        + " "
        + returned
        + " "
        + name(member)
        + (checked.isEmpty() ? "" : " throws " + checked);
  }
}

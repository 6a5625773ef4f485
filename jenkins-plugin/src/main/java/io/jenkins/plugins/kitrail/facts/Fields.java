package io.jenkins.plugins.kitrail.facts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The fields of a result record, by name. One that is not there, or is of another kind, is null,
 * zero or empty: the tool may be another one than this plugin carries.
 */
final class Fields {
  /** Of a text, in characters: what is kept for a page is to be read by people. */
  private static final int LONGEST = 2000;

  private final Map<?, ?> record;
  private final UnaryOperator<String> mask;

  /**
   * @param mask takes secrets out of each text
   */
  Fields(Map<?, ?> record, UnaryOperator<String> mask) {
    this.record = record;
    this.mask = mask;
  }

  @CheckForNull
  String text(String name) {
    return record.get(name) instanceof String text ? shown(text) : null;
  }

  /** Empty when there is none. */
  String textOf(String name) {
    String text = text(name);
    return text == null ? "" : text;
  }

  List<String> texts(String name) {
    return elements(name).stream()
        .filter(String.class::isInstance)
        .map(it -> shown((String) it))
        .toList();
  }

  @CheckForNull
  Double number(String name) {
    return record.get(name) instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
  }

  long count(String name) {
    return record.get(name) instanceof Number number ? number.longValue() : 0;
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(record.get(name));
  }

  List<Fields> list(String name) {
    return elements(name).stream()
        .filter(Map.class::isInstance)
        .map(it -> new Fields((Map<?, ?>) it, mask))
        .toList();
  }

  /** Null when there is none. */
  @CheckForNull
  Fields record(String name) {
    return record.get(name) instanceof Map<?, ?> map ? new Fields(map, mask) : null;
  }

  private List<?> elements(String name) {
    return record.get(name) instanceof List<?> list ? list : List.of();
  }

  private String shown(String text) {
    String masked = mask.apply(text);
    return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
  }
}

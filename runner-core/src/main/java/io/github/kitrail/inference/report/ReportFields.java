package io.github.kitrail.inference.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The fields of one object of a report, each of which must be there and be what it should be. */
final class ReportFields {
  private final JsonNode object;
  private final String path;
  private final Function<String, KitrailException> invalid;

  /**
   * @param path of the object, ending with a dot; empty for the report itself
   * @param invalid makes the failure for a reason
   */
  ReportFields(JsonNode object, String path, Function<String, KitrailException> invalid) {
    this.object = object;
    this.path = path;
    this.invalid = invalid;
  }

  boolean has(String field) {
    return object.has(field);
  }

  String text(String field) throws KitrailException {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw wrong(field, "a text");
    }
    return value.textValue();
  }

  boolean bool(String field) throws KitrailException {
    JsonNode value = object.path(field);
    if (!value.isBoolean()) {
      throw wrong(field, "true or false");
    }
    return value.booleanValue();
  }

  int whole(String field, int min, int max) throws KitrailException {
    JsonNode value = object.path(field);
    if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
      throw wrong(field, "a whole number from " + min + " to " + max);
    }
    return value.intValue();
  }

  double number(String field, double min, double max) throws KitrailException {
    JsonNode value = object.path(field);
    double number = value.doubleValue();
    if (!value.isNumber() || !(number >= min && number <= max)) {
      String upTo = max == Double.MAX_VALUE ? " on" : " to " + max;
      throw wrong(field, "a number from " + min + upTo);
    }
    return number;
  }

  ReportFields object(String field) throws KitrailException {
    JsonNode value = object.path(field);
    if (!value.isObject()) {
      throw wrong(field, "an object");
    }
    return new ReportFields(value, path + field + ".", invalid);
  }

  List<ReportFields> objects(String field) throws KitrailException {
    JsonNode value = object.path(field);
    if (!value.isArray()) {
      throw wrong(field, "a list");
    }
    List<ReportFields> objects = new ArrayList<>();
    for (JsonNode it : value) {
      String where = field + "[" + objects.size() + "]";
      if (!it.isObject()) {
        throw wrong(where, "an object");
      }
      objects.add(new ReportFields(it, path + where + ".", invalid));
    }
    return objects;
  }

  private KitrailException wrong(String field, String expected) {
    return invalid.apply("`" + path + field + "` is missing or not " + expected);
  }
}

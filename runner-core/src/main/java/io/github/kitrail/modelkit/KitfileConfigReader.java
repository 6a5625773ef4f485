package io.github.kitrail.modelkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Kitfile.Code;
import io.github.kitrail.modelkit.Kitfile.Dataset;
import io.github.kitrail.modelkit.Kitfile.Docs;
import io.github.kitrail.modelkit.Kitfile.Model;
import io.github.kitrail.modelkit.Kitfile.ModelPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a config leniently: what a newer version of kit has added is passed over. */
final class KitfileConfigReader {
  private KitfileConfigReader() {}

  static Kitfile read(byte[] bytes) throws KitrailException {
    JsonNode root = OciJson.read(bytes, "ModelKit config");
    List<Code> code = new ArrayList<>();
    for (JsonNode node : list(root, "code")) {
      code.add(
          new Code(
              text(node, "path"), text(node, "description"), text(node, "license"), layer(node)));
    }
    List<Dataset> datasets = new ArrayList<>();
    for (JsonNode node : list(root, "datasets")) {
      datasets.add(
          new Dataset(
              text(node, "name"),
              text(node, "path"),
              text(node, "description"),
              text(node, "license"),
              parameters(node),
              layer(node)));
    }
    List<Docs> docs = new ArrayList<>();
    for (JsonNode node : list(root, "docs")) {
      docs.add(new Docs(text(node, "path"), text(node, "description"), layer(node)));
    }
    String version = text(root, "manifestVersion");
    return new Kitfile(
        version == null ? "" : version, packageInfo(root), model(root), code, datasets, docs);
  }

  private static Kitfile.Package packageInfo(JsonNode root) throws KitrailException {
    JsonNode node = object(root, "package");
    if (node == null) {
      return Kitfile.Package.NONE;
    }
    List<String> authors = new ArrayList<>();
    for (JsonNode author : array(node, "authors")) {
      if (!author.isTextual()) {
        throw invalid("authors", "a list of texts");
      }
      authors.add(author.textValue());
    }
    return new Kitfile.Package(
        text(node, "name"),
        text(node, "version"),
        text(node, "description"),
        text(node, "license"),
        authors);
  }

  private static @Nullable Model model(JsonNode root) throws KitrailException {
    JsonNode node = object(root, "model");
    if (node == null) {
      return null;
    }
    List<ModelPart> parts = new ArrayList<>();
    for (JsonNode part : list(node, "parts")) {
      parts.add(
          new ModelPart(
              text(part, "name"),
              text(part, "path"),
              text(part, "license"),
              text(part, "type"),
              layer(part)));
    }
    return new Model(
        text(node, "name"),
        text(node, "path"),
        text(node, "license"),
        text(node, "framework"),
        text(node, "format"),
        text(node, "version"),
        text(node, "description"),
        parts,
        parameters(node),
        layer(node));
  }

  private static @Nullable LayerInfo layer(JsonNode node) throws KitrailException {
    Digest digest = digest(node, "digest");
    return digest == null ? null : new LayerInfo(digest, digest(node, "diffId"));
  }

  private static @Nullable Digest digest(JsonNode node, String field) throws KitrailException {
    String text = text(node, field);
    return text == null || text.isEmpty() ? null : Digest.parse(text);
  }

  private static @Nullable Parameters parameters(JsonNode node) throws KitrailException {
    JsonNode value = node.path("parameters");
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    try {
      return Parameters.of(value);
    } catch (IllegalArgumentException e) {
      throw invalid("parameters", "without numbers that are too large");
    }
  }

  private static @Nullable String text(JsonNode node, String field) throws KitrailException {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw invalid(field, "text");
    }
    return value.textValue();
  }

  private static @Nullable JsonNode object(JsonNode node, String field) throws KitrailException {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isObject()) {
      throw invalid(field, "an object");
    }
    return value;
  }

  private static Iterable<JsonNode> list(JsonNode node, String field) throws KitrailException {
    for (JsonNode element : array(node, field)) {
      if (!element.isObject()) {
        throw invalid(field, "a list of objects");
      }
    }
    return array(node, field);
  }

  private static Iterable<JsonNode> array(JsonNode node, String field) throws KitrailException {
    JsonNode value = node.path(field);
    if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
      throw invalid(field, "a list");
    }
    return value;
  }

  private static KitrailException invalid(String field, String expected) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "This ModelKit config cannot be read: its \"" + field + "\" must be " + expected + ".");
  }
}

package io.github.kitrail.content.registry.auth;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Docker's {@code config.json}, which podman's {@code auth.json} and kit's {@code credentials.json}
 * follow. Only the entries of the registry that is asked for are looked at.
 */
final class CredentialFile implements Credentials {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final CredentialHelpers helpers;

  CredentialFile(Path file, CredentialHelpers helpers) {
    this.file = file;
    this.helpers = helpers;
  }

  @Override
  public @Nullable Credential find(String registry) throws KitrailException {
    ObjectNode document = read();
    RegistryKeys keys = RegistryKeys.of(registry);
    String helper = helper(document, keys);
    if (!helper.isEmpty()) {
      Credential found = helpers.get(helper, keys.main(), file);
      if (found != null) {
        return found;
      }
    }
    JsonNode auths = document.path("auths");
    for (String key : keys.among(names(auths))) {
      Credential found = decode(auths.path(key), registry);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The whole document; an empty one when there is no file. */
  ObjectNode read() throws KitrailException {
    try {
      JsonNode document = JSON.readTree(Files.readAllBytes(file));
      if (document instanceof ObjectNode object) {
        return object;
      }
      if (document.isMissingNode()) {
        return JSON.createObjectNode();
      }
      throw unusable("it is no JSON object", null);
    } catch (NoSuchFileException e) {
      return JSON.createObjectNode();
    } catch (JacksonException e) {
      // The parser's message quotes what it read, which may be a password.
      String place = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw unusable("it is no JSON" + place, null);
    } catch (IOException e) {
      throw unusable("it cannot be read", e);
    }
  }

  /** The helper that keeps this registry, by its short name; empty when the file itself does. */
  static String helper(JsonNode document, RegistryKeys keys) {
    JsonNode perRegistry = document.path("credHelpers");
    for (String key : keys.among(names(perRegistry))) {
      return perRegistry.path(key).asText("");
    }
    return document.path("credsStore").asText("");
  }

  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private @Nullable Credential decode(JsonNode entry, String registry) throws KitrailException {
    String identityToken = entry.path("identitytoken").asText("");
    if (!identityToken.isEmpty()) {
      return new Credential.IdentityToken(identityToken);
    }
    String registryToken = entry.path("registrytoken").asText("");
    if (!registryToken.isEmpty()) {
      return new Credential.BearerToken(registryToken);
    }
    String username = entry.path("username").asText("");
    String password = entry.path("password").asText("");
    String auth = entry.path("auth").asText("").trim();
    if (auth.isEmpty()) {
      return username.isEmpty() ? null : new Credential.Password(username, password);
    }
    try {
      byte[] decoded = Base64.getMimeDecoder().decode(auth);
      // Docker pads with zero bytes; a password may have colons in it, a name may not.
      String pair = new String(decoded, StandardCharsets.UTF_8).replaceAll("\0+$", "");
      int colon = pair.indexOf(':');
      if (colon > 0) {
        return new Credential.Password(pair.substring(0, colon), pair.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw unusable(
        "its entry for " + registry + " is damaged. Run kitrail login " + registry, null);
  }

  private KitrailException unusable(String reason, @Nullable Exception cause) {
    return new KitrailException(
        ErrorCode.BAD_CREDENTIAL,
        "Could not use the credentials in " + file + ": " + reason + ".",
        cause);
  }
}

package io.github.kitrail.content.registry.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Where logins are kept: kit's {@code credentials.json}, so that kit has them too, or the helper
 * that this file names.
 */
public final class CredentialStore {
  private static final Duration HELPER_TIMEOUT = Duration.ofSeconds(60);

  private final Path file;
  private final CredentialHelpers helpers;

  public CredentialStore(Map<String, String> environment, Path kitopsHome) {
    this.file = CredentialLocations.kit(kitopsHome);
    this.helpers = new CredentialHelpers(environment, HELPER_TIMEOUT);
  }

  /** Keeps a credential; an older one of this registry is replaced. */
  public void save(String registry, Credential credential) throws KitrailException {
    ObjectNode document = new CredentialFile(file, helpers).read();
    RegistryKeys keys = RegistryKeys.of(registry);
    String helper = CredentialFile.helper(document, keys);
    ObjectNode auths = auths(document);
    keys.among(CredentialFile.names(auths)).forEach(auths::remove);
    ObjectNode entry = auths.putObject(keys.main());
    if (!helper.isEmpty()) {
      helpers.store(helper, keys.main(), credential, file);
    } else if (credential instanceof Credential.Password password) {
      entry.put("auth", BasicAuthorization.encode(password));
    } else if (credential instanceof Credential.IdentityToken token) {
      entry.put("identitytoken", token.token());
    } else if (credential instanceof Credential.BearerToken token) {
      entry.put("registrytoken", token.token());
    }
    write(document);
  }

  /**
   * Forgets what {@link #save} kept.
   *
   * @return whether there was anything
   */
  public boolean erase(String registry) throws KitrailException {
    CredentialFile credentials = new CredentialFile(file, helpers);
    ObjectNode document = credentials.read();
    RegistryKeys keys = RegistryKeys.of(registry);
    String helper = CredentialFile.helper(document, keys);
    boolean found = false;
    if (!helper.isEmpty()) {
      found = helpers.get(helper, keys.main(), file) != null;
      if (found) {
        helpers.erase(helper, keys.main(), file);
      }
    }
    ObjectNode auths = auths(document);
    for (String key : keys.among(CredentialFile.names(auths))) {
      auths.remove(key);
      found = true;
    }
    if (found) {
      write(document);
    }
    return found;
  }

  private static ObjectNode auths(ObjectNode document) {
    JsonNode auths = document.path("auths");
    return auths instanceof ObjectNode object ? object : document.putObject("auths");
  }

  /** In one step, and never readable for others: a copy is written beside and moved over. */
  private void write(ObjectNode document) throws KitrailException {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path directory = Objects.requireNonNull(target.getParent(), "an absolute file has one");
      createPrivately(directory);
      // Java makes temporary files with the rights 0600.
      Path temporary = Files.createTempFile(directory, ".credentials", ".tmp");
      try {
        byte[] text =
            CredentialFile.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
        try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          ByteBuffer left = ByteBuffer.wrap(text);
          while (left.hasRemaining()) {
            out.write(left);
          }
          out.force(true);
        }
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL, "Could not write " + file + ": " + e.getMessage() + ".", e);
    }
  }

  private static void createPrivately(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(directory);
    }
  }
}

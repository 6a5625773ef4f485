package io.github.kitrail.evidence.key;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes keys and writes them into files, as {@code cosign generate-key-pair} does. */
public final class NewKey {
  private static final int RSA_BITS = 3072;

  private final SecureRandom random;

  public NewKey(SecureRandom random) {
    this.random = random;
  }

  public SigningKey generate(KeyAlgorithm algorithm) throws KitrailException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.generator());
      generator.initialize(parameters(algorithm), random);
      PrivateKey key = generator.generateKeyPair().getPrivate();
      return SigningKey.of(key, "the new key", null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make a key for " + algorithm, e);
    }
  }

  /**
   * Writes the private key for its owner only, and the public one for everybody.
   *
   * @param privateFile such as {@code cosign.key}; must not exist
   * @param passphrase encrypts the file as cosign does; may be empty
   * @throws KitrailException BAD_INPUT when a file exists or cannot be written
   */
  public void write(SigningKey key, Path privateFile, Path publicFile, char[] passphrase)
      throws KitrailException {
    requireNew(privateFile, publicFile);
    byte[] secret = Passphrase.utf8(passphrase);
    byte[] box = CosignKeyBox.seal(key.pkcs8(), secret, random);
    Arrays.fill(secret, (byte) 0);
    create(privateFile, Pem.write(CosignKeyBox.PEM_TYPE, box), ownerOnly(privateFile));
    try {
      create(publicFile, key.verificationKey().toPem());
    } catch (KitrailException e) {
      deleteQuietly(privateFile);
      throw e;
    }
  }

  /**
   * @throws KitrailException BAD_INPUT when one of the files is there
   */
  public static void requireNew(Path... files) throws KitrailException {
    for (Path file : files) {
      if (Files.exists(file)) {
        throw exists(file, null);
      }
    }
  }

  /**
   * The same, but in place of the files that may be there: they stay as they are until both new
   * ones are written.
   *
   * @throws KitrailException BAD_INPUT when a file cannot be written
   */
  public void replace(SigningKey key, Path privateFile, Path publicFile, char[] passphrase)
      throws KitrailException {
    String suffix = "." + Long.toHexString(random.nextLong());
    Path newPrivate = privateFile.resolveSibling(privateFile.getFileName() + suffix);
    Path newPublic = publicFile.resolveSibling(publicFile.getFileName() + suffix);
    write(key, newPrivate, newPublic, passphrase);
    try {
      Files.move(newPrivate, privateFile, StandardCopyOption.REPLACE_EXISTING);
      Files.move(newPublic, publicFile, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(privateFile, e);
    } finally {
      deleteQuietly(newPrivate);
      deleteQuietly(newPublic);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // An encrypted key that nobody uses; the failure before this one matters more.
    }
  }

  /**
   * Writes the private key unencrypted, for its owner only: for development keys that prove nothing
   * to others.
   *
   * @throws KitrailException BAD_INPUT when the file exists or cannot be written
   */
  public void writePlain(SigningKey key, Path privateFile) throws KitrailException {
    create(privateFile, Pem.write("PRIVATE KEY", key.pkcs8()), ownerOnly(privateFile));
  }

  private static AlgorithmParameterSpec parameters(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case P256, P384, P521 -> new ECGenParameterSpec(algorithm.curve());
      case ED25519 -> NamedParameterSpec.ED25519;
      case RSA -> new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4);
    };
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    // Windows has no such modes; there a user's folders are closed to others by inheritance.
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void create(Path file, String text, FileAttribute<?>... attributes)
      throws KitrailException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel channel = Files.newByteChannel(file, options, attributes)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (FileAlreadyExistsException e) {
      throw exists(file, e);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static KitrailException unwritable(Path file, IOException e) {
    String reason =
        e instanceof NoSuchFileException
            ? "its folder does not exist; make it first"
            : e.getClass().getSimpleName() + "; check that its folder can be written";
    return new KitrailException(
        ErrorCode.BAD_INPUT, "Could not write the key " + file + ": " + reason + ".", e);
  }

  private static KitrailException exists(Path file, @Nullable Throwable cause) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "Could not write the key "
            + file
            + ": the file is there already, and a key is not overwritten. Choose another name, or say --force.",
        cause);
  }
}

package io.github.kitrail.evidence.key;

import io.github.kitrail.evidence.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Date;
import java.util.Enumeration;
import javax.security.auth.login.FailedLoginException;
import org.jspecify.annotations.Nullable;

/**
 * Behaves as Java's PKCS#11 provider does: certificates can be read without a PIN, the private key
 * cannot be taken out, only this provider signs with it.
 */
public final class FakeToken extends Provider {
  static final String PIN = "4711-pin";
  private static final long serialVersionUID = 1;

  FakeToken() {
    super("FakeToken", "1", "A token for tests");
    put("KeyStore.PKCS11", Store.class.getName());
    put("Signature.SHA256withECDSA", Ecdsa.class.getName());
  }

  /** Names the key and holds nothing of it. */
  private static final class Handle implements PrivateKey {
    private static final long serialVersionUID = 1;

    @Override
    public String getAlgorithm() {
      return "EC";
    }

    @Override
    public @Nullable String getFormat() {
      return null;
    }

    @Override
    public byte @Nullable [] getEncoded() {
      return null;
    }
  }

  private static KeyStore inside() {
    try (InputStream in = Files.newInputStream(Samples.path("keys/two.p12"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, "passphrase-pw".toCharArray());
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the JVM makes through the provider. */
  public static final class Store extends KeyStoreSpi {
    private final KeyStore inside = inside();
    private boolean loggedIn;

    @Override
    public void engineLoad(@Nullable InputStream in, char @Nullable [] pin) throws IOException {
      if (pin != null && !Arrays.equals(pin, PIN.toCharArray())) {
        throw new IOException("load failed", new FailedLoginException("CKR_PIN_INCORRECT"));
      }
      loggedIn = pin != null;
    }

    @Override
    public @Nullable Key engineGetKey(String alias, char @Nullable [] password) {
      return engineIsKeyEntry(alias) ? new Handle() : null;
    }

    @Override
    public boolean engineIsKeyEntry(String alias) {
      return loggedIn && alias.equals("release");
    }

    @Override
    public boolean engineIsCertificateEntry(String alias) {
      return engineContainsAlias(alias) && !engineIsKeyEntry(alias);
    }

    @Override
    public @Nullable Certificate engineGetCertificate(String alias) {
      try {
        return inside.getCertificate(alias);
      } catch (KeyStoreException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean engineContainsAlias(String alias) {
      return engineGetCertificate(alias) != null;
    }

    @Override
    public Enumeration<String> engineAliases() {
      try {
        return inside.aliases();
      } catch (KeyStoreException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Certificate @Nullable [] engineGetCertificateChain(String alias) {
      return null;
    }

    @Override
    public @Nullable Date engineGetCreationDate(String alias) {
      return null;
    }

    @Override
    public int engineSize() {
      return 2;
    }

    @Override
    public @Nullable String engineGetCertificateAlias(Certificate certificate) {
      return null;
    }

    @Override
    public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetCertificateEntry(String alias, Certificate certificate) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineDeleteEntry(String alias) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineStore(OutputStream out, char[] password) {
      throw new UnsupportedOperationException();
    }
  }

  /** Signs with what is inside. */
  public static final class Ecdsa extends SignatureSpi {
    private final Signature real;

    public Ecdsa() throws NoSuchAlgorithmException {
      real = Signature.getInstance("SHA256withECDSA");
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws java.security.InvalidKeyException {
      if (!(key instanceof Handle)) {
        throw new java.security.InvalidKeyException("no key of this token");
      }
      try {
        real.initSign((PrivateKey) inside().getKey("release", "passphrase-pw".toCharArray()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected void engineInitVerify(PublicKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineUpdate(byte b) throws SignatureException {
      real.update(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
      real.update(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      return real.sign();
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException();
    }
  }
}

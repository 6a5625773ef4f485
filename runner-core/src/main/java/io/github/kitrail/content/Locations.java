package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Reference;
import java.nio.file.Path;

/**
 * What a reference on the command line means. kit's own commands read it as kit does: {@link
 * #inStore}, {@link #inRegistry}, {@link #storeThenRegistry}. For all others, {@link #open}: a name
 * with a registry host is that registry, a name without one is the local store; {@code store:NAME}
 * and {@code oci:DIR[:TAG]} say it outright.
 */
public final class Locations {
  private static final String STORE = "store:";
  static final String LAYOUT = "oci:";
  private static final String LAYOUT_DEFAULT_TAG = "latest";

  /** Opens one repository by name. */
  @FunctionalInterface
  public interface Repositories {
    Place open(Reference reference) throws KitrailException;
  }

  /** Opens an OCI layout. */
  @FunctionalInterface
  public interface Layouts {
    Place open(Path directory) throws KitrailException;
  }

  private final Repositories store;
  private final Repositories registries;
  private final Repositories baseRegistries;
  private final Layouts layouts;

  /**
   * @param baseRegistries opens what no user named but a Kitfile does: such a registry must not be
   *     shown the credentials that a user meant for another one
   */
  public Locations(
      Repositories store, Repositories registries, Repositories baseRegistries, Layouts layouts) {
    this.store = store;
    this.registries = registries;
    this.baseRegistries = baseRegistries;
    this.layouts = layouts;
  }

  public Location open(String text) throws KitrailException {
    if (text.startsWith(STORE)) {
      return local(STORE, Reference.parse(text.substring(STORE.length())));
    }
    if (text.startsWith(LAYOUT)) {
      return inLayout(text.substring(LAYOUT.length()));
    }
    Reference reference = Reference.parse(text);
    return reference.hasRegistryHost() ? remote(reference) : local("", reference);
  }

  /** Where the local store keeps what nobody named. */
  public Location unnamed() throws KitrailException {
    return local("", Reference.UNNAMED);
  }

  public Location inStore(String text) throws KitrailException {
    return local("", Reference.parse(text));
  }

  /**
   * @throws KitrailException BAD_INPUT when the reference names no registry
   */
  public Location inRegistry(String text) throws KitrailException {
    Reference reference = Reference.parse(text);
    if (!reference.hasRegistryHost()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "\""
              + text
              + "\" names no registry; write its host first, such as registry.example.com/"
              + text
              + ".");
    }
    return remote(reference);
  }

  /** The store when it has the reference, otherwise the registry that it names. */
  public Location storeThenRegistry(String text, Retry retry) throws KitrailException {
    return storeThen(registries, text, retry);
  }

  /** The same for a reference that stands in a Kitfile. */
  public Location base(String text, Retry retry) throws KitrailException {
    return storeThen(baseRegistries, text, retry);
  }

  private Location storeThen(Repositories registries, String text, Retry retry)
      throws KitrailException {
    if (text.startsWith(STORE) || text.startsWith(LAYOUT)) {
      return open(text);
    }
    Location local = inStore(text);
    if (!local.reference().hasRegistryHost()) {
      return local;
    }
    try {
      local.resolve(retry);
      return local;
    } catch (KitrailException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      return new Location(registries.open(local.reference()), "", local.reference(), true);
    }
  }

  private Location local(String prefix, Reference reference) throws KitrailException {
    return new Location(store.open(reference), prefix, reference, false);
  }

  private Location remote(Reference reference) throws KitrailException {
    return new Location(registries.open(reference), "", reference, true);
  }

  /**
   * {@code DIR}, {@code DIR:TAG} or {@code DIR@sha256:…}; a colon of a Windows drive is part of the
   * directory.
   */
  private Location inLayout(String text) throws KitrailException {
    int at = text.indexOf("@sha256:");
    int colon = text.lastIndexOf(':');
    boolean tagged =
        at < 0 && colon > 1 && text.indexOf('/', colon) < 0 && text.indexOf('\\', colon) < 0;
    String directory = at >= 0 ? text.substring(0, at) : tagged ? text.substring(0, colon) : text;
    Reference name = Reference.parse("layout");
    Reference reference =
        at >= 0
            ? name.withDigest(Digest.parse(text.substring(at + 1)))
            : name.withTag(tagged ? text.substring(colon + 1) : LAYOUT_DEFAULT_TAG);
    return new Location(layouts.open(Path.of(directory)), LAYOUT + directory, reference, false);
  }
}

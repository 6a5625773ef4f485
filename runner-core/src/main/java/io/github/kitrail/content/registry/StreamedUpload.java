package io.github.kitrail.content.registry;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.content.VerificationException;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * POST, one PATCH while the content is computed, PUT with the digest that came out: the content is
 * read once and kept nowhere. After a cut the registry is asked how far it got, and gets the rest;
 * large uploads are remembered, so that after a crash the next process does the same.
 */
final class StreamedUpload implements Upload {
  /** Smaller contents are sooner sent again than found again. */
  private static final long WORTH_REMEMBERING = 8 * 1024 * 1024;

  /** Bytes that make a try a good one; a registry that takes a few each time would never end. */
  private static final long ENOUGH = 512 * 1024;

  /** So many tries in a row that bring hardly a byte end the upload. */
  private static final int FRUITLESS = 2;

  /** After these the upload may go on later, in this process or in another one. */
  private static final Set<ErrorCode> MAY_GO_ON =
      Set.of(ErrorCode.CANCELLED, ErrorCode.TRANSFER_FAILED);

  private final Endpoint endpoint;
  private final OpenUploads uploads;
  private final boolean resumes;
  private final boolean always;

  /**
   * @param resumes whether the registry can be believed when it says how far it got
   * @param always also to a registry that is better served another way
   */
  StreamedUpload(Endpoint endpoint, OpenUploads uploads, boolean resumes, boolean always) {
    this.always = always;
    this.endpoint = endpoint;
    this.uploads = uploads;
    this.resumes = resumes;
  }

  @Override
  public Descriptor upload(Payload payload) throws IOException, KitrailException, UploadRefused {
    boolean remembers = resumes && payload.size() >= WORTH_REMEMBERING;
    try (OpenUpload open = remembers ? uploads.of(endpoint.display(), payload.identity()) : null) {
      String what = "push " + payload.label() + " to " + endpoint.display();
      URI known = open == null ? null : open.location();
      UploadSession session = known == null ? null : UploadSession.at(endpoint, what, known);
      long offset = session == null ? -1 : session.reached();
      if (session == null || offset < 0 || offset > payload.size()) {
        session = begin(what);
        offset = 0;
      }
      if (open != null) {
        open.remember(session.location());
      }
      return new Running(payload, session, open).run(offset);
    }
  }

  private UploadSession begin(String what) throws KitrailException, UploadRefused {
    UploadSession session = UploadSession.begin(endpoint, what);
    if (session.isHeldInMemory() && !always) {
      session.cancel();
      KitrailException sentence =
          new KitrailException(
              ErrorCode.TRANSFER_FAILED,
              "Could not "
                  + what
                  + ": "
                  + endpoint.client().host().name()
                  + " would hold it in memory. Give --upload streamed to do so.");
      throw new UploadRefused(sentence, 0);
    }
    return session;
  }

  /** One upload whose session is open. */
  private final class Running {
    private final Payload payload;
    private final UploadSession session;
    private final @Nullable OpenUpload open;
    private final HashedBody body;

    Running(Payload payload, UploadSession session, @Nullable OpenUpload open) {
      this.payload = payload;
      this.session = session;
      this.open = open;
      this.body = new HashedBody(payload);
    }

    Descriptor run(long offset) throws IOException, KitrailException, UploadRefused {
      try {
        send(offset);
      } catch (VerificationException | UploadRefused e) {
        abandon();
        throw e;
      } catch (IOException e) {
        keep();
        throw e;
      } catch (KitrailException e) {
        if (MAY_GO_ON.contains(e.code())) {
          keep();
        } else {
          abandon();
        }
        throw e;
      }
      try {
        Descriptor written = body.descriptor(payload.mediaType());
        if (written == null) {
          throw new TransientException(
              endpoint.client().host().name() + " answered before it had everything", null);
        }
        payload.digested().accept(written);
        session.close(written.digest());
        forget();
        return written;
      } catch (IOException | KitrailException e) {
        abandon();
        throw e;
      }
    }

    private void send(long offset) throws IOException, KitrailException, UploadRefused {
      long from = offset;
      for (int fruitless = 0; ; ) {
        try {
          session.stream(body.from(from));
          return;
        } catch (UploadRefused e) {
          if (from == 0) {
            throw e;
          }
          forget();
          throw new TransientException("the registry does not go on with an upload", null);
        } catch (TransientException e) {
          if (Thread.currentThread().isInterrupted()) {
            throw e;
          }
          long reached = resumes ? session.reached() : -1;
          fruitless = reached >= from + ENOUGH ? 0 : fruitless + 1;
          boolean impossible = payload.size() >= 0 && reached > payload.size();
          if (reached < 0 || impossible || fruitless >= FRUITLESS) {
            throw e;
          }
          String reason = String.valueOf(e.getMessage());
          endpoint.client().options().onRetry().accept(reason + "; going on at byte " + reached);
          endpoint.client().options().retry().pause(fruitless + 1, e);
          from = reached;
        }
      }
    }

    /** Nobody comes back for what is not remembered. */
    private void keep() {
      if (open == null) {
        session.cancel();
      }
    }

    private void abandon() {
      forget();
      session.cancel();
    }

    private void forget() {
      if (open != null) {
        open.forget();
      }
    }
  }
}

package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.CopiedBlob.Outcome;
import io.github.kitrail.modelkit.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/** Brings one blob into a sink: verified, reported, tried again when that may help. */
final class BlobCopy {
  private final Retry retry;
  private final TransferListener listener;
  private final Sink to;
  private final UploadTimes times;

  BlobCopy(Retry retry, TransferListener listener, Sink to) {
    this.retry = retry;
    this.listener = listener;
    this.to = to;
    this.times = new UploadTimes(to, listener, System::nanoTime);
  }

  /**
   * @param label the blob for people, such as {@code model model.gguf}
   */
  CopiedBlob copy(Source from, Descriptor blob, String label) throws KitrailException {
    Reported reported = new Reported(from, blob, label);
    return retry.run(
        what(from, label),
        reason -> listener.retrying(label, reason),
        () -> {
          if (to.contains(blob)) {
            to.isThere(reported.identity());
            listener.skipped(label, blob.size(), "it is there already");
            return new CopiedBlob(blob, Outcome.SKIPPED);
          }
          if (to.mount(blob, from)) {
            to.isThere(reported.identity());
            listener.skipped(label, blob.size(), "taken over within " + to.name());
            return new CopiedBlob(blob, Outcome.MOUNTED);
          }
          write(reported);
          listener.finished(label);
          return new CopiedBlob(blob, Outcome.MOVED);
        });
  }

  private String what(Source from, String label) {
    return "copy " + label + " from " + from.name() + " to " + to.name();
  }

  /** Bytes of several answers that are wrong together may be right in one: it is tried next. */
  private void write(Reported blob) throws IOException, KitrailException {
    try {
      to.write(blob);
    } catch (VerificationException e) {
      if (e.code() == ErrorCode.DIGEST_MISMATCH && blob.resumed()) {
        blob.inOneAnswer = true;
        throw new TransientException("the parts of it do not make a whole", null);
      }
      throw e;
    }
  }

  /**
   * Brings a blob that a folder gives into the sink, unless it is there.
   *
   * @throws KitrailException DIGEST_MISMATCH when the folder gives other bytes
   */
  Descriptor write(Blob blob, String label) throws KitrailException {
    return retry.run(
        "pack " + label + " into " + to.name(),
        reason -> listener.retrying(label, reason),
        () -> {
          Descriptor descriptor = blob.descriptor();
          if (to.contains(descriptor)) {
            to.isThere(blob.identity());
            listener.skipped(label, descriptor.size(), "it is unchanged and there already");
          } else if (to.mount(descriptor, null)) {
            to.isThere(blob.identity());
            listener.skipped(label, descriptor.size(), "taken over within " + to.name());
          } else {
            to.write(new ReportedKnown(blob, label));
            listener.finished(label);
          }
          return descriptor;
        });
  }

  Descriptor write(PendingBlob blob, String label) throws KitrailException {
    return retry.run(
        "pack " + label + " into " + to.name(),
        reason -> listener.retrying(label, reason),
        () -> {
          Descriptor written = to.write(new ReportedPending(blob, label));
          listener.finished(label);
          return written;
        });
  }

  /** Writes a small blob that is at hand, such as a config. */
  void write(Descriptor descriptor, byte[] content, String label) throws KitrailException {
    retry.run(
        "write " + label + " to " + to.name(),
        reason -> listener.retrying(label, reason),
        () -> {
          if (!to.contains(descriptor)) {
            to.write(new InMemory(descriptor, content));
          }
          return descriptor;
        });
  }

  private final class Reported implements Blob {
    private final Source from;
    private final Descriptor descriptor;
    private final String label;
    private @Nullable ResumedInputStream stream;
    private boolean hasPrefix;
    private boolean inOneAnswer;

    Reported(Source from, Descriptor descriptor, String label) {
      this.from = from;
      this.descriptor = descriptor;
      this.label = label;
    }

    @Override
    public Descriptor descriptor() {
      return descriptor;
    }

    @Override
    public InputStream open() throws IOException, KitrailException {
      listener.started(label, descriptor.size());
      hasPrefix = false;
      return verifying(
          new ReportedInputStream(watch(stream(0).opened(), descriptor.size()), listener, label));
    }

    @Override
    public InputStream open(InputStream prefix, long length) throws IOException, KitrailException {
      if (inOneAnswer) {
        return Blob.super.open(prefix, length);
      }
      listener.started(label, descriptor.size());
      listener.kept(label, length);
      hasPrefix = true;
      InputStream rest =
          new ReportedInputStream(
              watch(stream(length), descriptor.size() - length), listener, label);
      return verifying(new SequenceInputStream(prefix, rest));
    }

    private ResumedInputStream stream(long offset) {
      ResumedInputStream made =
          new ResumedInputStream(
              from,
              descriptor,
              offset,
              !inOneAnswer,
              what(from, label),
              retry,
              reason -> listener.retrying(label, reason));
      stream = made;
      return made;
    }

    private InputStream watch(InputStream in, long size) {
      return times.watch(in, label, size);
    }

    private InputStream verifying(InputStream bytes) {
      InputStream verified =
          new VerifyingInputStream(
              bytes, descriptor, from.name(), from.adviceOnWrongBytes(descriptor));
      return ReadAheadInputStream.of(verified, descriptor.size());
    }

    /** Whether the last bytes came from more than one place or answer. */
    boolean resumed() {
      ResumedInputStream last = stream;
      return hasPrefix || (last != null && last.resumed());
    }
  }

  private final class ReportedPending implements PendingBlob {
    private final PendingBlob blob;
    private final String label;

    ReportedPending(PendingBlob blob, String label) {
      this.blob = blob;
      this.label = label;
    }

    @Override
    public String mediaType() {
      return blob.mediaType();
    }

    @Override
    public long size() {
      return blob.size();
    }

    @Override
    public @Nullable String identity() {
      return blob.identity();
    }

    @Override
    public void digested(Descriptor read) {
      blob.digested(read);
    }

    @Override
    public InputStream open() throws IOException, KitrailException {
      listener.started(label, blob.size());
      return new ReportedInputStream(times.watch(blob.open(), label, blob.size()), listener, label);
    }
  }

  private final class ReportedKnown implements Blob {
    private final Blob blob;
    private final String label;

    ReportedKnown(Blob blob, String label) {
      this.blob = blob;
      this.label = label;
    }

    @Override
    public Descriptor descriptor() {
      return blob.descriptor();
    }

    @Override
    public String identity() {
      return blob.identity();
    }

    @Override
    public InputStream open() throws IOException, KitrailException {
      listener.started(label, descriptor().size());
      return new ReportedInputStream(
          times.watch(blob.open(), label, descriptor().size()), listener, label);
    }
  }

  private record InMemory(Descriptor descriptor, byte[] content) implements Blob {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(content);
    }
  }
}

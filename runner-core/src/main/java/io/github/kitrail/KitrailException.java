package io.github.kitrail;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a user can understand: its message is a sentence that says what was tried, on
 * which side, why it failed and what to do next.
 */
public final class KitrailException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Nothing that we say has such words; what we quote from others may have them. */
  private static final Pattern LONG_WORD = Pattern.compile("(\\S{200})\\S{300,}+");

  private static final int LONGEST = 8000;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

  private final ErrorCode code;

  /** Not for other processes. */
  private final transient List<Remark> remarks;

  public KitrailException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public KitrailException(ErrorCode code, String message, @Nullable Throwable cause) {
    this(code, message, cause, List.of());
  }

  private KitrailException(
      ErrorCode code, String message, @Nullable Throwable cause, List<Remark> remarks) {
    super(legible(message), cause);
    this.code = code;
    this.remarks = List.copyOf(remarks);
  }

  /** The same failure, which tells where the things stand that have to be changed. */
  public KitrailException with(List<Remark> places) {
    List<Remark> legible =
        places.stream()
            .map(it -> new Remark(legible(it.message()), it.file(), it.line(), it.column()))
            .toList();
    KitrailException same = new KitrailException(code, getMessage(), getCause(), legible);
    same.setStackTrace(getStackTrace());
    return same;
  }

  /**
   * The same failure of a file that messages call by a short name.
   *
   * @param file its whole name
   */
  public KitrailException in(String file) {
    return remarks.isEmpty() ? this : with(remarks.stream().map(it -> it.in(file)).toList());
  }

  /** What is wrong where; empty when nobody knows a place. */
  public List<Remark> remarks() {
    return remarks;
  }

  /** Without what a hostile document or server could do to a terminal or a log by being quoted. */
  private static String legible(String message) {
    String words = LONG_WORD.matcher(CONTROL.matcher(message).replaceAll("?")).replaceAll("$1…");
    int left = words.length() - LONGEST;
    int half = LONGEST / 2;
    return left <= 0 ? words : words.substring(0, half) + " … " + words.substring(half + left);
  }

  public ErrorCode code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}

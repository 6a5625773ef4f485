package io.github.kitrail.inference.report;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts that tests are dealt out to, like cards: the first goes to the first part,
 * the second to the second, and so on around. So parts differ by one test at most, neighbours,
 * which tend to be alike, are spread, and a test added at the end moves no other.
 *
 * @param index which part, counted from 1
 * @param count how many parts there are
 */
public record Shard(int index, int count) {
  /** As many as GitHub runs in one matrix, and more. */
  static final int MOST = 1000;

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  public Shard {
    if (index < 1 || index > count || count > MOST) {
      throw new IllegalArgumentException("no shard " + index + " of " + count);
    }
  }

  /**
   * Reads {@code 2/5}, the second of five.
   *
   * @throws KitrailException BAD_INPUT
   */
  public static Shard parse(String text) throws KitrailException {
    Matcher form = FORM.matcher(text.strip());
    if (form.matches()) {
      int index = Integer.parseInt(form.group(1));
      int count = Integer.parseInt(form.group(2));
      if (index >= 1 && index <= count && count <= MOST) {
        return new Shard(index, count);
      }
    }
    throw new KitrailException(
        ErrorCode.BAD_INPUT,
        "A shard is written as 2/5, the second of five, from 1/1 to "
            + MOST
            + "/"
            + MOST
            + "; `"
            + text
            + "` is none.");
  }

  /**
   * What falls to this part, in the same order.
   *
   * @param before how many were dealt out already
   */
  public <T> List<T> of(List<T> all, int before) {
    List<T> own = new ArrayList<>();
    for (int i = Math.floorMod(index - 1 - before, count); i < all.size(); i += count) {
      own.add(all.get(i));
    }
    return own;
  }

  /** How many of so many fall to this part. */
  int share(int of) {
    return of < index ? 0 : (of - index) / count + 1;
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}

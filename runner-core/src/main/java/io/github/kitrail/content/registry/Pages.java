package io.github.kitrail.content.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.content.registry.http.Http;
import io.github.kitrail.content.registry.http.HttpAnswer;
import io.github.kitrail.content.registry.http.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads lists that come in pages, each with a {@code Link} to the next. */
final class Pages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NEXT =
      Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?", Pattern.CASE_INSENSITIVE);

  private final Endpoint endpoint;
  private final Limits limits;

  Pages(Endpoint endpoint, Limits limits) {
    this.endpoint = endpoint;
    this.limits = limits;
  }

  /**
   * What is more than that is refused: a registry could go on for ever.
   *
   * @param pages of one list
   * @param pageBytes of one page
   * @param bytes of all pages
   */
  record Limits(int pages, int pageBytes, long bytes) {}

  /** Takes a page, and may refuse to go on. */
  interface Reader {
    void page(JsonNode page) throws KitrailException;
  }

  /**
   * Reads one page after the other, and keeps none.
   *
   * @param what completes "Could not …"
   * @return false when the first one has one of the statuses {@code absent}
   */
  boolean read(String what, URI first, String accept, Set<Integer> absent, Reader reader)
      throws KitrailException {
    @Nullable URI next = first;
    long bytes = 0;
    for (int count = 0; next != null; count++) {
      if (count == limits.pages() || bytes > limits.bytes()) {
        throw new KitrailException(
            ErrorCode.HOSTILE_CONTENT, "Could not " + what + ": the list has no end.");
      }
      boolean isFirst = count == 0;
      Optional<Page> page =
          endpoint.control(
              what,
              HttpCall.of("GET", next).with("Accept", accept),
              endpoint.pull(),
              answer -> {
                if (isFirst && absent.contains(answer.status())) {
                  return Optional.empty();
                }
                return Optional.of(page(answer, what));
              });
      if (page.isEmpty()) {
        return false;
      }
      bytes += page.get().size();
      reader.page(page.get().body());
      next = page.get().next();
    }
    return true;
  }

  private record Page(JsonNode body, int size, @Nullable URI next) {}

  private Page page(HttpAnswer answer, String what) throws IOException, KitrailException {
    if (answer.status() != 200) {
      throw endpoint.refused(answer, what);
    }
    byte[] bytes = answer.readUpTo(limits.pageBytes());
    if (bytes.length > limits.pageBytes()) {
      throw new KitrailException(
          ErrorCode.HOSTILE_CONTENT,
          "Could not " + what + ": a page is larger than " + limits.pageBytes() + " bytes.");
    }
    try {
      return new Page(JSON.readTree(bytes), bytes.length, next(answer));
    } catch (JacksonException e) {
      // A body that was cut short with a length that agrees looks like this, too.
      throw new TransientException("the answer is no JSON", null);
    }
  }

  /**
   * Of the address only path and query count: behind a proxy, registries name themselves wrongly,
   * and the next page is nowhere else.
   */
  private @Nullable URI next(HttpAnswer answer) throws IOException {
    for (String link : answer.headers("Link")) {
      Matcher matcher = NEXT.matcher(link);
      if (matcher.find()) {
        URI target = Http.resolve(answer.uri(), matcher.group(1));
        return Http.onHost(endpoint.client().base(), target);
      }
    }
    return null;
  }
}

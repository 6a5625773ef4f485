package io.github.kitrail.content.faults;

import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Quirk;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can go wrong. */
enum FaultKind {
  UNAVAILABLE("503"),
  TOO_MANY("429 with Retry-After"),
  SERVER_ERROR("500"),
  CUT_BODY("cut in mid-body"),
  CUT_ANSWER("cut in mid-answer"),
  STALL("stall"),
  TOKEN_EXPIRY("token expiry"),
  WRONG_BYTES("wrong bytes"),
  SHORT_BODY("short body"),
  NO_LOCATION("missing Location"),
  EARLY_CREATED("201 too early"),
  LARGE_CHUNK("416 on large chunks"),
  NO_CHUNKS("no chunking"),
  NO_RANGES("no ranges"),
  OTHER_HOST("redirect to another host");

  private static final Duration LONGER_THAN_PATIENCE = Duration.ofMillis(1500);
  private static final int SOME_BYTES = 3 * 1024 * 1024;

  private final String title;

  FaultKind(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Why it cannot happen there; null when it can. */
  @Nullable String notApplicable(FaultPlace place) {
    return switch (this) {
      case UNAVAILABLE, TOO_MANY, SERVER_ERROR, CUT_ANSWER, STALL -> null;
      case CUT_BODY -> place.sends() ? null : "its request has no body";
      case TOKEN_EXPIRY -> place == FaultPlace.TOKEN ? "it needs no token" : null;
      case WRONG_BYTES ->
          place.receives() || place == FaultPlace.COMMIT
              ? null
              : place == FaultPlace.BODY
                  ? "the registry tells with the commit"
                  : "no content comes with its answer";
      case SHORT_BODY -> place.receives() ? null : "no content comes with its answer";
      case NO_LOCATION ->
          place == FaultPlace.SESSION || place == FaultPlace.BODY || place == FaultPlace.COMMIT
              ? null
              : "its answer has no Location";
      case EARLY_CREATED, LARGE_CHUNK, NO_CHUNKS ->
          place == FaultPlace.BODY ? null : "it belongs to an upload's body";
      case NO_RANGES -> place == FaultPlace.DOWNLOAD ? null : "no range is asked for";
      case OTHER_HOST -> null;
    };
  }

  /**
   * Switches it on.
   *
   * @param times so many requests go wrong
   */
  void play(FixtureRegistry registry, FaultPlace place, int times) {
    switch (this) {
      case EARLY_CREATED -> registry.switchOn(Quirk.CREATED_AFTER_CHUNK);
      case NO_CHUNKS -> registry.switchOn(Quirk.NO_PATCH);
      case NO_RANGES -> {
        registry.switchOn(Quirk.NO_RANGES);
        registry.fail(place.rule(Fault.cutAnswerAfter(SOME_BYTES)).times(times));
      }
      default -> registry.fail(rule(registry, place).times(times));
    }
    if (this == OTHER_HOST && place == FaultPlace.DOWNLOAD) {
      registry.clearFaults();
      registry.switchOn(Quirk.REDIRECTED_BLOBS);
    }
  }

  private FaultRule rule(FixtureRegistry registry, FaultPlace place) {
    return place.rule(
        switch (this) {
          case UNAVAILABLE -> Fault.status(503);
          case TOO_MANY -> Fault.tooManyRequests("7");
          case SERVER_ERROR -> Fault.status(500);
          case CUT_BODY ->
              Fault.cutRequestAfter(place == FaultPlace.MANIFEST_WRITE ? 10 : SOME_BYTES);
          case CUT_ANSWER ->
              place.receives()
                  ? Fault.cutAnswerAfter(place == FaultPlace.DOWNLOAD ? SOME_BYTES : 10)
                  : Fault.cutBeforeAnswer();
          case STALL ->
              place == FaultPlace.DOWNLOAD
                  ? Fault.stallAnswerAfter(SOME_BYTES, LONGER_THAN_PATIENCE)
                  : Fault.stall(LONGER_THAN_PATIENCE);
          case TOKEN_EXPIRY -> Fault.beforehand(registry::revokeTokens);
          case WRONG_BYTES ->
              place == FaultPlace.COMMIT
                  ? Fault.status(
                      400, "application/json", "{\"errors\":[{\"code\":\"DIGEST_INVALID\"}]}")
                  : Fault.wrongBytes();
          case SHORT_BODY -> Fault.shortBody(place == FaultPlace.DOWNLOAD ? SOME_BYTES : 10);
          case NO_LOCATION -> Fault.withoutHeader("Location");
          case LARGE_CHUNK -> Fault.status(416);
          case OTHER_HOST ->
              place == FaultPlace.SESSION
                  ? Fault.withHeader("Location", "http://" + registry.otherHost() + "/upload")
                  : Fault.redirect("http://" + registry.otherHost() + "/elsewhere");
          case EARLY_CREATED, NO_CHUNKS, NO_RANGES -> Fault.NONE;
        });
  }
}

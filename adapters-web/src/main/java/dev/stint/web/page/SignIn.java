package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;

import dev.stint.application.api.Principal;
import dev.stint.web.HttpError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A sign-in by a token that somebody types once, for a page whose host has no sign-in of its own. A
 * right token starts a session of twelve hours, in a cookie that scripts cannot read; sessions are
 * kept in this process and end with it. After ten wrong tokens an address must wait a minute.
 * Thread-safe.
 */
public final class SignIn {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final String COOKIE = "session";
  private static final Duration LASTS = Duration.ofHours(12);
  private static final Duration PENALTY = Duration.ofMinutes(1);
  private static final int WRONG_AT_MOST = 10;
  private static final int MOST = 1_000;

  /** Somebody who said a token. */
  private record Session(Principal who, Instant until) {}

  /** What an address said wrong, and since when. */
  private record Wrong(int times, Instant since) {}

  private final Function<String, Optional<Principal>> tokens;
  private final InstantSource clock;
  private final Map<String, Session> sessions = bounded();
  private final Map<String, Wrong> wrong = bounded();

  /**
   * @param tokens who a token belongs to; compares in constant time
   */
  public SignIn(Function<String, Optional<Principal>> tokens) {
    this(tokens, InstantSource.system());
  }

  SignIn(Function<String, Optional<Principal>> tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The oldest goes when there are too many. */
  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
      }
    };
  }

  /** Who the browser's session belongs to. */
  synchronized Optional<Principal> session(HttpServletRequest request) {
    return Cookies.read(request, COOKIE)
        .map(sessions::get)
        .filter(session -> session.until().isAfter(clock.instant()))
        .map(Session::who);
  }

  /**
   * Starts a session if the token is a known one.
   *
   * @throws HttpError if it is unknown, or if too many from this address were
   */
  synchronized void enter(HttpServletRequest request, HttpServletResponse response, String token) {
    Instant now = clock.instant();
    String from = String.valueOf(request.getRemoteAddr());
    Wrong before = wrong.getOrDefault(from, new Wrong(0, now));
    boolean waits = before.since().plus(PENALTY).isAfter(now);
    if (waits && before.times() >= WRONG_AT_MOST) {
      throw new HttpError(TOO_MANY_REQUESTS, "too many wrong tokens; wait a minute");
    }
    Optional<Principal> who = tokens.apply(token);
    if (who.isEmpty()) {
      wrong.put(from, waits ? new Wrong(before.times() + 1, before.since()) : new Wrong(1, now));
      throw new HttpError(SC_FORBIDDEN, "this is not the token");
    }
    String session = Cookies.random();
    sessions.put(session, new Session(who.get(), now.plus(LASTS)));
    Cookies.write(request, response, COOKIE, session);
  }

  /** Ends the browser's session. */
  synchronized void leave(HttpServletRequest request, HttpServletResponse response) {
    Cookies.read(request, COOKIE).ifPresent(sessions::remove);
    Cookies.delete(request, response, COOKIE);
  }
}

package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_UNAUTHORIZED;

import dev.stint.application.api.Principal;
import dev.stint.web.ApiAccess;
import dev.stint.web.HttpError;
import dev.stint.web.SameOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Finds out who asks, and asks strangers for a token where the host said so. Thread-safe. */
final class Door {

  private static final String SIGN_IN = "/sign-in";
  private static final String SIGN_OUT = "/sign-out";

  private final ApiAccess access;
  private final Optional<SignIn> signIn;

  Door(ApiAccess access, Optional<SignIn> signIn) {
    this.access = access;
    this.signIn = signIn;
  }

  boolean signsIn() {
    return signIn.isPresent();
  }

  /** Who asks, by the host's means or by a session. */
  Optional<Principal> caller(HttpServletRequest request) {
    return access.caller().apply(request).or(() -> signIn.flatMap(s -> s.session(request)));
  }

  /**
   * A form of ours, sent by the browser that it was made for.
   *
   * @throws HttpError if it is not
   */
  void check(HttpServletRequest request, Form form) {
    SameOrigin.check(request, access.origins());
    FormToken.check(request, form);
  }

  /** What is asked of the door itself; empty if it leads further in. */
  Optional<Reply> answer(Arrival arrival, Form form, boolean known) {
    String path = arrival.path();
    if (signIn.isPresent() && arrival.changes() && path.equals(SIGN_IN)) {
      return Optional.of(enter(arrival, form));
    }
    if (signIn.isPresent() && arrival.changes() && path.equals(SIGN_OUT)) {
      check(arrival.request(), form);
      signIn.get().leave(arrival.request(), arrival.response());
      return Optional.of(Reply.seeOther(arrival.shell().base() + "/"));
    }
    return known ? Optional.empty() : Optional.of(stranger(arrival));
  }

  private Reply stranger(Arrival arrival) {
    if (signIn.isEmpty()) {
      throw new HttpError(SC_UNAUTHORIZED, "not authenticated");
    }
    boolean lost = arrival.changes() || arrival.path().equals(SIGN_IN);
    return shown(SC_UNAUTHORIZED, arrival, arrival.shell(), lost ? "/" : arrival.address());
  }

  private Reply enter(Arrival arrival, Form form) {
    // Only to a path of ours: never to what a browser takes for another host.
    String next = form.text("next").filter(n -> n.matches("/(?![/\\\\])[!-~]*")).orElse("/");
    HttpServletResponse response = arrival.response();
    try {
      check(arrival.request(), form);
      signIn.orElseThrow().enter(arrival.request(), response, form.text("token").orElse(""));
      return Reply.seeOther(arrival.shell().base() + next);
    } catch (HttpError e) {
      return shown(e.status(), arrival, arrival.shell().noted(e.sentence()), next);
    }
  }

  private static Reply shown(int status, Arrival arrival, Shell shell, String next) {
    String token = FormToken.of(arrival.request(), arrival.response());
    Shell titled = shell.titled("Sign in", "").with(token, false);
    return Reply.page(
        status, Html.of((out, on) -> JtesigninGenerated.render(out, on, titled, next)));
  }
}

package dev.stint.bootstrap.builtin;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.Described;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.StepOutcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The arguments of {@code http.call}; the method is GET unless given. */
public record HttpCall(
    @Described("called until it answers 2xx") String url,
    @Described("GET unless given") Optional<String> method,
    Optional<String> body) {

  /** Worth trying again, beside 5xx: RFC 9110 section 15.5.9, RFC 6585 section 4. */
  private static final Set<Integer> PASSING = Set.of(408, 429);

  /** The result. */
  record Answer(int status, String body) {}

  /** Calls; the class of the status decides. */
  static final class Call implements Action<HttpCall> {
    private static final int LONGEST_BODY = 10_000;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    @Override
    public StepOutcome execute(HttpCall call, ActionContext context) throws Exception {
      if (context.shouldYield()) {
        return StepOutcome.yielded();
      }
      HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
      HttpResponse<String> answer =
          client.send(request(call, context), HttpResponse.BodyHandlers.ofString());
      int status = answer.statusCode();
      if (status / 100 == 2) {
        String body = answer.body();
        return StepOutcome.done(
            new Answer(status, body.substring(0, Math.min(body.length(), LONGEST_BODY))));
      }
      if (status / 100 == 5 || PASSING.contains(status)) {
        throw new IOException(call.url + " answered " + status);
      }
      return StepOutcome.failForGood(call.url + " answered " + status);
    }

    /** The time that is left; where the caller waits for the end, enough for a call. */
    private static Duration left(ActionContext context) {
      Duration left = Duration.between(context.now(), context.deadline());
      return left.compareTo(Duration.ZERO) > 0 ? left.plusMillis(1) : CONNECT;
    }

    private static HttpRequest request(HttpCall call, ActionContext context) {
      try {
        HttpRequest.BodyPublisher body =
            call.body
                .map(HttpRequest.BodyPublishers::ofString)
                .orElse(HttpRequest.BodyPublishers.noBody());
        return HttpRequest.newBuilder(URI.create(call.url))
            .method(call.method.orElse("GET"), body)
            .timeout(left(context))
            .header("Idempotency-Key", context.task().toString())
            .build();
      } catch (IllegalArgumentException e) {
        throw new PermanentFailureException("not a URL or method: " + call.url, e);
      }
    }
  }
}

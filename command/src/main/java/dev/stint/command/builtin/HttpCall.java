package dev.stint.command.builtin;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.HttpStatusException;
import dev.stint.application.api.ParameterDescription;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.StepOutcome;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The arguments of {@code http.call}; the method is GET unless given. */
public record HttpCall(
    @ParameterDescription("called until it answers 2xx") String url,
    @ParameterDescription("GET unless given") Optional<String> method,
    Optional<String> body) {

  /** Followed where nothing is sent along. */
  private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);

  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** The result; of a longer body its beginning. */
  record Answer(int status, String body) {}

  /** The URL without what a user of it may have to keep secret. */
  private static String shown(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String path = Optional.ofNullable(url.getRawPath()).orElse("");
    return url.getScheme() + "://" + url.getHost() + port + path;
  }

  /** Calls; the class of the status decides. */
  static final class Call implements Action<HttpCall> {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTS = 5;

    private final HostRules hosts;

    Call(HostRules hosts) {
      this.hosts = hosts;
    }

    @Override
    public StepOutcome execute(HttpCall call, ActionContext context) throws Exception {
      HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
      URI url = url(call.url);
      for (int i = 0; i <= MOST_REDIRECTS; i++) {
        if (context.shouldYield()) {
          return StepOutcome.yielded();
        }
        Duration left = left(context);
        Optional<String> refusal = hosts.refusal(url);
        if (refusal.isPresent()) {
          return StepOutcome.failForGood(refusal.get());
        }
        HttpResponse<String> answer = answer(client, request(call, url, context, left), left);
        Optional<URI> next = call.next(url, answer);
        if (next.isEmpty()) {
          return outcome(url, answer);
        }
        url = next.get();
      }
      return StepOutcome.failForGood(shown(url(call.url)) + " redirects too often");
    }

    /** The time that is left; where the caller waits for the end, enough for a call. */
    private static Duration left(ActionContext context) {
      Duration left = Duration.between(context.now(), context.deadline());
      return left.compareTo(Duration.ZERO) > 0 ? left.plusMillis(1) : CONNECT;
    }

    private static StepOutcome outcome(URI url, HttpResponse<String> answer)
        throws HttpStatusException {
      int status = answer.statusCode();
      if (status / 100 == 2) {
        return StepOutcome.done(new Answer(status, answer.body()));
      }
      throw new HttpStatusException(status, shown(url) + " answered " + status);
    }

    /** The client's own time-out ends when the answer begins; this one ends with the stint. */
    private static HttpResponse<String> answer(
        HttpClient client, HttpRequest request, Duration left) throws Exception {
      CompletableFuture<HttpResponse<String>> asked =
          client.sendAsync(request, info -> new ShortBody());
      try {
        return asked.get(left.toMillis() + 1, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw new HttpTimeoutException(shown(request.uri()) + " did not answer within its stint");
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      } finally {
        asked.cancel(true);
      }
    }

    private static URI url(String text) {
      try {
        URI url = new URI(text);
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (url.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
          return url;
        }
      } catch (URISyntaxException e) {
        throw new PermanentFailureException("not a URL: " + e.getReason(), e);
      }
      throw new PermanentFailureException(
          "not a URL that begins with http:// or https:// and a host");
    }

    private static HttpRequest request(
        HttpCall call, URI url, ActionContext context, Duration left) {
      try {
        HttpRequest.BodyPublisher body =
            call.body
                .map(HttpRequest.BodyPublishers::ofString)
                .orElse(HttpRequest.BodyPublishers.noBody());
        return HttpRequest.newBuilder(url)
            .method(call.method.orElse("GET"), body)
            .timeout(left)
            .header("Idempotency-Key", context.task().toString())
            .build();
      } catch (IllegalArgumentException e) {
        throw new PermanentFailureException("not a URL or method: " + e.getMessage(), e);
      }
    }
  }

  private Optional<URI> next(URI from, HttpResponse<?> answer) {
    boolean sends = body.isPresent() || !READING.contains(method.orElse("GET"));
    if (sends || !MOVED.contains(answer.statusCode())) {
      return Optional.empty();
    }
    return answer.headers().firstValue("Location").flatMap(to -> moved(from, to));
  }

  private static Optional<URI> moved(URI from, String location) {
    try {
      URI to = from.resolve(location);
      boolean safe =
          !"https".equalsIgnoreCase(from.getScheme()) || "https".equalsIgnoreCase(to.getScheme());
      boolean web =
          "http".equalsIgnoreCase(to.getScheme()) || "https".equalsIgnoreCase(to.getScheme());
      return Optional.of(to).filter(u -> safe && web && u.getHost() != null);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

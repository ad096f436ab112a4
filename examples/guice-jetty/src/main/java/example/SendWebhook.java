package example;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.HttpStatusException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskType;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Tells another system, again and again until it listens. */
final class SendWebhook implements Action<SendWebhook.Hook> {

  record Hook(URI url, String event) {}

  static final TaskType<Hook> TYPE = TaskType.of("webhook.send", Hook.class);

  private final HttpClient client;

  @Inject
  SendWebhook(HttpClient client) {
    this.client = client;
  }

  @Override
  public StepOutcome execute(Hook hook, ActionContext context) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(hook.url())
            .timeout(Duration.ofSeconds(10))
            // the same in every attempt, so that the other side knows what it has had already
            .header("Idempotency-Key", context.task().toString())
            .POST(BodyPublishers.ofString(hook.event()))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new HttpStatusException(answer.statusCode(), answer.body());
    }
    return StepOutcome.done(answer.body());
  }
}

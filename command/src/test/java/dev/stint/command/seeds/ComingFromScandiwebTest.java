package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Principal;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.api.operate.RunUnstored;
import dev.stint.application.preset.Presets;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.codec.JacksonCodec;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.life.TaskStatus;
import dev.stint.web.Admission;
import dev.stint.web.RequestServlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/** The examples of scandiweb's document as they are written here; shown in docs/coming-from.md. */
class ComingFromScandiwebTest {

  private final Stores stores = RowStore.SQLITE.seat().stores();
  private final Mutexes mutexes = RowStore.SQLITE.seat().mutexes();

  /** The shop. */
  static final class Orders {
    private final List<Long> delivered = new CopyOnWriteArrayList<>();

    void deliver(long order) {
      if (order < 0) {
        throw new IllegalArgumentException("there is no order " + order);
      }
      delivered.add(order);
    }
  }

  // region handler
  record SetDelivered(List<Long> orderIds) {
    SetDelivered {
      orderIds = List.copyOf(orderIds);
    }
  }

  static final TaskType<SetDelivered> DELIVERED =
      TaskType.of("orders.set-delivered", SetDelivered.class);

  record SetDeliveredHandler(Orders orders) implements Action<SetDelivered> {
    @Override
    public StepOutcome execute(SetDelivered wish, ActionContext context) {
      wish.orderIds().forEach(orders::deliver);
      context.message(Message.Level.INFO, "the status of every complete order is up to date");
      context.link(
          ActionLink.of("The list of orders", "sales/file")
              .with("file", "delivered.csv")
              .with("task_id", context.task().toString())
              .in("_self"));
      return StepOutcome.done();
    }
  }

  // endregion

  private final Orders orders = new Orders();

  private Stint shop() {
    // region shop
    return Stint.on(stores, mutexes)
        .config(Presets.scandiweb().config()) // five at once, kept for 30 days
        .links(link -> "https://shop.example/admin/" + link.route() + "?" + link.params())
        .notices(NoticeRenderer.template("{name} goes on in the background as task {task}."))
        .define(
            Presets.scandiweb()
                .of(TaskDefinition.of(DELIVERED, new SetDeliveredHandler(orders)))
                .inlineUpTo(50, wish -> wish.orderIds().size()))
        .build();
    // endregion
  }

  @Test
  void a_mass_action_is_stored_told_of_and_run_by_the_next_pass() {
    Stint stint = shop();
    List<Long> ids = List.of(1L, 2L, 3L);
    // region request
    Requested made =
        stint
            .tasks()
            .request(
                DELIVERED.with(new SetDelivered(ids)).named("Deliver three orders").owner("ann"));
    String notice = stint.ask().notice(made.id()).orElseThrow();
    stint.batches().runBatch(Duration.ofSeconds(30)); // from cron, every minute
    // endregion
    assertThat(notice)
        .isEqualTo("Deliver three orders goes on in the background as task " + made.id() + ".");
    assertThat(orders.delivered).containsExactly(1L, 2L, 3L);
    assertThat(stint.ask().messages(made.id()))
        .anyMatch(noted -> noted.message().text().contains("up to date"));
    assertThat(stint.ask().link(made.id()))
        .hasValueSatisfying(
            link -> {
              assertThat(link.text()).isEqualTo("The list of orders");
              assertThat(link.url()).startsWith("https://shop.example/admin/sales/file");
              assertThat(link.target()).isEqualTo("_self");
            });
  }

  @Test
  void the_same_handler_runs_at_once_when_there_is_little_to_do() {
    Stint stint = shop();
    List<Long> ids = List.of(5L, 6L);
    // region inline
    RunUnstored.Result answer =
        stint.unstored().runOrRequest(DELIVERED.with(new SetDelivered(ids)));
    boolean atOnce = answer.ran().isPresent(); // up to 50 orders; else answer.stored()
    // endregion
    assertThat(atOnce).isTrue();
    assertThat(orders.delivered).containsExactly(5L, 6L);
  }

  @Test
  void a_handler_that_throws_leaves_the_task_failed_with_its_words() {
    Stint stint = shop();
    Requested made = stint.tasks().request(DELIVERED.with(new SetDelivered(List.of(-1L))));
    stint.batches().runBatch(Duration.ofSeconds(30));
    // region error
    var run = stint.ask().find(made.id()).orElseThrow().standing().run();
    assertThat(run.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(run.failure().orElseThrow().message()).isEqualTo("there is no order -1");
    // endregion
  }

  @Test
  void a_missing_argument_is_refused_in_words_before_anything_is_stored() {
    assertThatThrownBy(() -> new JacksonCodec().decode(Payload.of("{}"), SetDelivered.class))
        .isInstanceOf(ArgumentCodec.UnreadableException.class)
        .hasMessageContaining("orderIds");
  }

  @Test
  void other_programs_save_tasks_if_the_host_knows_them() throws Exception {
    Stint stint = shop();
    // region remote
    RequestServlet save =
        new RequestServlet(
            stint::as, // each caller as the access policy allows; the task is theirs
            request -> Optional.ofNullable(request.getRemoteUser()).map(Principal::of),
            Admission.of("orders.set-delivered")); // and no other type
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(save), "/V1/background-task/save");
    // endregion
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setHandler(context);
    server.start();
    try {
      HttpRequest stranger =
          HttpRequest.newBuilder(server.getURI().resolve("/V1/background-task/save"))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      assertThat(
              HttpClient.newHttpClient()
                  .send(stranger, HttpResponse.BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(401);
    } finally {
      server.stop();
    }
  }

  @Test
  void the_cleaner_goes_by_age_since_finish() {
    Stint stint = shop();
    stint.tasks().request(DELIVERED.with(new SetDelivered(List.of(4L))));
    // region clean
    CleanRule old = CleanRule.olderThan("old tasks", Duration.ofDays(30));
    long gone = stint.clean().clean(old); // never an unfinished task
    // endregion
    assertThat(gone).isZero();
    stint.batches().runBatch(Duration.ofSeconds(30));
  }
}

package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.web.ApiPorts;
import dev.stint.web.trends.ManualBeat;
import dev.stint.web.trends.Trends;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What a page asks of the store: figures of millions of tasks cost tens of milliseconds each. */
class PageCostTest {

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  @Test
  void the_overview_asks_for_figures_once_as_it_looks_for_trouble() throws Exception {
    Trends still = new Trends(InstantSource.system(), new ManualBeat());
    try (PageSite site = new PageSite(noting(FullPorts.of(true, Instant.now())), still)) {
      assertThat(site.get("/").status()).isEqualTo(200);
    }

    assertThat(asked).containsOnlyOnce("monitor").doesNotContain("counts", "depths");
  }

  private ApiPorts noting(ApiPorts ports) {
    return new ApiPorts(
        who -> {
          TasksAs behind = ports.tasks().apply(who);
          return new TasksAs(
              behind.tasks(), noting(behind.ask()), behind.steer(), behind.read(), behind.clean());
        },
        ports.schedules(),
        ports.queues());
  }

  private AskTasks noting(AskTasks behind) {
    return (AskTasks)
        Proxy.newProxyInstance(
            AskTasks.class.getClassLoader(),
            new Class<?>[] {AskTasks.class},
            (self, method, arguments) -> {
              asked.add(method.getName());
              try {
                return method.invoke(behind, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}

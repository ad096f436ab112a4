package dev.stint.application.service;

import static dev.stint.application.service.ServicesFixture.MAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Principal;
import dev.stint.application.api.Request;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.Owner;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskFilter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lists cost beside many tasks of others: counted in calls of the store. */
class AccessCostTest {

  private static final int FOREIGN = 2_000;

  private final ServicesFixture services = new ServicesFixture();
  private final AtomicInteger calls = new AtomicInteger();
  private TaskId hers;

  @BeforeEach
  void one_task_before_many_of_others() {
    hers = services.tasks.request(MAIL.with("x").owner("ann")).id();
    services.tasks.requestAll(
        IntStream.range(0, FOREIGN)
            .<Request<?>>mapToObj(i -> MAIL.with("x").owner("bob"))
            .toList());
  }

  private TasksAs ann(AccessPolicy policy) {
    AskParts parts =
        new AskParts(
            services.types,
            services.codec,
            LinkRenderer.DEFAULT,
            NoticeRenderer.DEFAULT,
            services.nanos::get,
            span -> {},
            services.started::add);
    AskService ask = new AskService(counted(services.stores.queries()), parts);
    TasksAs all = new TasksAs(services.tasks, ask, services.steer, services.read, services.clean);
    return new AccessService(policy, all, services.plain).as(Principal.of("ann"));
  }

  private QueryStore counted(QueryStore store) {
    return (QueryStore)
        Proxy.newProxyInstance(
            QueryStore.class.getClassLoader(),
            new Class<?>[] {QueryStore.class},
            (proxy, method, arguments) -> {
              calls.incrementAndGet();
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void costs(AccessPolicy policy, int atMost) {
    TasksAs ann = ann(policy);
    assertThat(ann.ask().list(TaskFilter.newest(1))).extracting(TaskScan::id).contains(hers);
    assertThat(calls.getAndSet(0)).isBetween(1, atMost);
    assertThat(ann.ask().search(TaskSearch.ALL.limit(1)).tasks())
        .extracting(TaskScan::id)
        .containsExactly(hers);
    assertThat(calls.getAndSet(0)).isBetween(1, atMost);
    assertThat(ann.ask().latest("mail").map(TaskScan::id)).contains(hers);
    assertThat(calls.getAndSet(0)).isBetween(1, atMost);
    assertThat(ann.ask().existsActive("mail")).isTrue();
    assertThat(calls.getAndSet(0)).isBetween(1, atMost);
  }

  @Test
  void a_policy_that_says_whose_tasks_one_sees_costs_one_call_a_page() {
    costs(AccessPolicy.BY_ROLE, 1);
  }

  @Test
  void a_policy_that_is_asked_row_by_row_reads_pages_of_hundreds() {
    costs(RowByRow.POLICY, FOREIGN / TaskScan.PAGE + 1);
  }

  @Test
  void what_others_own_is_not_asked_for_at_all() {
    TasksAs ann = ann(AccessPolicy.BY_ROLE);

    assertThat(ann.ask().latestOf("bob")).isEmpty();
    assertThat(ann.ask().list(TaskFilter.newest(1).owner(new Owner("bob")))).isEmpty();
    assertThat(ann.ask().search(TaskSearch.ALL.owner("bob")).tasks()).isEmpty();
    assertThat(calls).hasValue(0);
  }

  @Test
  void pages_follow_one_another_without_a_gap() {
    List<TaskId> more =
        IntStream.range(0, 5)
            .mapToObj(i -> services.tasks.request(MAIL.with("x").owner("ann")).id())
            .toList();
    for (AccessPolicy policy : List.of(AccessPolicy.BY_ROLE, RowByRow.POLICY)) {
      TasksAs ann = ann(policy);
      TaskSearch.Page first = ann.ask().search(TaskSearch.ALL.limit(4));
      TaskSearch.Page second =
          ann.ask().search(TaskSearch.ALL.limit(4).after(first.next().orElseThrow()));
      assertThat(first.tasks()).hasSize(4);
      assertThat(first.tasks()).extracting(TaskScan::id).contains(more.get(4));
      assertThat(second.tasks()).hasSize(2);
      assertThat(second.tasks()).extracting(TaskScan::id).contains(hers);
    }
  }
}

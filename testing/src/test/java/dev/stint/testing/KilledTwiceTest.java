package dev.stint.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.StoreBackend;
import dev.stint.domain.Payload;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A process dies at any write of its stint, and the one that takes over at any of its own: what the
 * task requested is there once.
 */
class KilledTwiceTest {

  private static final TaskType<String> PARENT = TaskType.of("parent", String.class);
  private static final TaskType<String> CHILD = TaskType.of("child", String.class);
  private static final Duration LIMIT = Duration.ofDays(2);

  private interface Deed {
    StepOutcome with(ActionContext context);
  }

  /** Three processes on one store and clock, of which the last lives. */
  private static final class World implements AutoCloseable {
    private final TestStint living;
    private final Deed deed;
    private final StoreBackend store;
    private final List<KillSwitch> dead = new ArrayList<>();

    World(Deed deed) {
      this.deed = deed;
      TestStint.Builder builder = defined();
      this.store = builder.backend();
      this.living = builder.store(clock -> store).build();
      living.request(PARENT.with("x"));
    }

    private TestStint.Builder defined() {
      return TestStint.builder()
          .define(
              TaskDefinition.of(PARENT)
                  .then(
                      ActionDefinition.of(
                              "request", (String name, ActionContext context) -> deed.with(context))
                          .retry(RetryPolicy.fixed(9, Duration.ZERO))),
              TaskDefinition.of(CHILD, (name, context) -> StepOutcome.done()));
    }

    /** A process that works until all is done, or it dies; answers where it could have died. */
    List<KillPoint> works(KillPoint at) throws InterruptedException {
      KillSwitch kill = new KillSwitch(at);
      TestStint mortal =
          defined().beside(living).store(clock -> new KillRun.Mortal(store, kill)).build();
      Thread process = new Thread(() -> works(mortal, kill), "stint-killed-by-test");
      process.setDaemon(true);
      process.start();
      assertThat(kill.over().await(120, TimeUnit.SECONDS)).isTrue();
      mortal.abandon();
      dead.add(kill);
      return kill.points();
    }

    private static void works(TestStint mortal, KillSwitch kill) {
      try {
        mortal.runUntilDone(LIMIT);
      } catch (RuntimeException | AssertionError e) {
        // It is dead; what it left is looked at in the end.
      } finally {
        kill.over().countDown();
      }
    }

    /** The dead processes' threads end. */
    @Override
    public void close() {
      dead.forEach(KillSwitch::unwind);
    }

    List<String> children() {
      living.runUntilDone(LIMIT);
      assertThat(living.only(PARENT).status()).isEqualTo(TaskStatus.SUCCEEDED);
      return living.all(CHILD).stream()
          .map(task -> task.row().standing().spec().arguments().text().replace("\"", ""))
          .sorted()
          .toList();
    }
  }

  private static void everywhere(Deed deed, String... children) throws Exception {
    List<String> wrong = new ArrayList<>();
    int all = 0;
    // After each write on the way of a stint; before it is as after the one before.
    for (KillPoint dies : points(deed).stream().filter(KilledTwiceTest::onTheWay).toList()) {
      for (KillPoint diesToo : points(deed, dies)) {
        all++;
        try (World world = new World(deed)) {
          world.works(dies);
          world.works(diesToo);
          List<String> there = world.children();
          if (!there.equals(List.of(children))) {
            wrong.add(dies.words() + ", then " + diesToo.words() + ": " + there);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(all).isGreaterThan(20);
  }

  /** Where a process could die, after others died. */
  private static List<KillPoint> points(Deed deed, KillPoint... before) throws Exception {
    try (World world = new World(deed)) {
      for (KillPoint dies : before) {
        world.works(dies);
      }
      return world.works(KillPoint.NONE);
    }
  }

  private static boolean onTheWay(KillPoint at) {
    return at.after() && (at.verb().startsWith("insert") || at.verb().startsWith("checkpoint"));
  }

  private static Consumer<String> requesting(ActionContext context) {
    return name -> context.request(CHILD.with(name));
  }

  @Test
  void what_was_requested_before_the_end_is_there_once() throws Exception {
    everywhere(
        context -> {
          List.of("a", "b", "b").forEach(requesting(context));
          return StepOutcome.done();
        },
        "a",
        "b",
        "b");
  }

  @Test
  void what_was_requested_before_checkpoints_is_there_once() throws Exception {
    everywhere(
        context -> {
          int at = context.cursor().isNone() ? 0 : Integer.parseInt(context.cursor().text());
          for (int i = at; i < 2; i++) {
            List.of("same", "step " + i).forEach(requesting(context));
            context.checkpoint(Payload.of(String.valueOf(i + 1)));
          }
          return StepOutcome.done();
        },
        "same",
        "same",
        "step 0",
        "step 1");
  }
}

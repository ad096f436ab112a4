package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.command.table.DisplayWidth;
import dev.stint.command.table.Screen;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A frame of stint top, to the letter. */
class TopFrameTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.123Z");
  private static final Line MAIL = line("mail", "orders.mail");
  private static final Line WIDE = line("default", "reports.北京.monthly.of.all.customers");

  private static Line line(String queue, String type) {
    return new Line(new QueueName(queue), new TaskTypeName(type));
  }

  private static WorkerView worker(String label, boolean live) {
    return new WorkerView(
        new WorkerId(new java.util.UUID(1, live ? 1 : 2)),
        label,
        live,
        NOW.minusSeconds(live ? 1 : 90),
        Duration.ofSeconds(10),
        Set.of(MAIL.type()));
  }

  private static final TopFigures BUSY =
      new TopFigures(
          "postgresql",
          NOW,
          List.of(
              new TaskCount(MAIL, Lane.BACKGROUND, TaskStatus.RUNNING, 3),
              new TaskCount(WIDE, Lane.BACKGROUND, TaskStatus.FAILED, 7)),
          List.of(
              new ReadyDepth(MAIL, Lane.BACKGROUND, 10_000, NOW.minusSeconds(65), true),
              new ReadyDepth(MAIL, Lane.INTERACTIVE, 4, NOW.minusSeconds(2)),
              new ReadyDepth(WIDE, Lane.BACKGROUND, 12, NOW.minusSeconds(4_000))),
          List.of(worker("host-1 (pid 7)", true), worker("evil\u001B[2J\nname", false)),
          List.of(),
          List.of());

  private static Screen screen(int width) {
    return new Screen(OptionalInt.of(width), false, true, true);
  }

  @Test
  void at_60_cells() {
    List<String> lines = TopFrame.lines(BUSY, screen(60), true);

    assertThat(lines.subList(0, 6))
        .containsExactly(
            "stint top   postgresql   2026-11-30T12:00:00Z",
            "ready 10,016   oldest due 1h6m ago   running 3",
            "failed in 5m 0   live workers 1   LOST 1",
            "",
            "QUEUE    TYPE                     READY  OLDEST DUE  RUNNING",
            "default  reports.北京.monthly…       12  1h6m ago          0");
    assertThat(lines).contains("evil\\u001B[2J name  LOST   1m30s ago  orders.mail");
    assertThat(lines).allMatch(l -> DisplayWidth.of(l) <= 60);
  }

  @Test
  void at_200_cells_all_is_there() {
    List<String> lines = TopFrame.lines(BUSY, screen(200), true);

    assertThat(lines.get(1))
        .isEqualTo(
            "ready 10,016   oldest due 1h6m ago   running 3   failed in 5m 0   live workers 1   LOST 1");
    assertThat(String.join("\n", lines))
        .contains("reports.北京.monthly.of.all.customers")
        .containsPattern("mail +orders.mail +10,004\\+ +1m5s ago +3");
  }

  @Test
  void of_an_empty_store_into_a_pipe() {
    TopFigures none =
        new TopFigures("sqlite", NOW, List.of(), List.of(), List.of(), List.of(), List.of());

    assertThat(TopFrame.lines(none, Screen.PLAIN, false))
        .containsExactly(
            "stint top   sqlite   2026-11-30T12:00:00Z",
            "ready 0   running 0   failed in 5m 0   live workers 0",
            "",
            "nothing is ready or runs",
            "",
            "no workers");
  }
}

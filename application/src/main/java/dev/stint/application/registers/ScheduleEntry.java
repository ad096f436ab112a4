package dev.stint.application.registers;

import dev.stint.application.api.operate.Schedule;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.schedule.CronTiming;
import dev.stint.domain.schedule.DelayTiming;
import dev.stint.domain.schedule.Missed;
import dev.stint.domain.schedule.Overlap;
import dev.stint.domain.schedule.ScheduleProgress;
import dev.stint.domain.schedule.ScheduleRules;
import dev.stint.domain.schedule.Timing;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;

/**
 * A schedule as it is stored: words and numbers only, so that every codec can write it. Empty words
 * stand for what is not there; payloads are in Base64, as the request's codec wrote them.
 *
 * @param paused "yes" or nothing
 * @param version of the arguments' shape
 */
public record ScheduleEntry(
    String cron,
    String zone,
    String delay,
    String missed,
    String overlap,
    String paused,
    String due,
    String last,
    String type,
    String queue,
    String lane,
    int priority,
    int version,
    String arguments,
    String plan,
    String options,
    String name,
    String owner,
    String serialKey) {

  private static final String YES = "yes";

  /** The schedule before its first moment is known, with the task that its request makes. */
  public static ScheduleEntry of(Schedule<?> schedule, TaskSpec spec) {
    return new ScheduleEntry(
        schedule.timing() instanceof CronTiming c ? c.pattern().toString() : "",
        schedule.timing() instanceof CronTiming c ? c.zone().getId() : "",
        schedule.timing() instanceof DelayTiming d ? d.delay().toString() : "",
        schedule.missed().toString(),
        schedule.overlap().name(),
        "",
        "",
        "",
        spec.line().type().value(),
        spec.line().queue().value(),
        spec.lane().name(),
        spec.priority(),
        spec.version(),
        text(spec.arguments()),
        text(spec.plan()),
        text(spec.options()),
        spec.name().orElse(""),
        spec.owner().map(Owner::value).orElse(""),
        spec.serialKey().map(SerialKey::value).orElse(""));
  }

  /** The same, standing elsewhere. */
  public ScheduleEntry at(ScheduleProgress course, boolean pausedThen) {
    return new ScheduleEntry(
        cron,
        zone,
        delay,
        missed,
        overlap,
        pausedThen ? YES : "",
        course.due().map(Instant::toString).orElse(""),
        course.last().map(TaskId::toString).orElse(""),
        type,
        queue,
        lane,
        priority,
        version,
        arguments,
        plan,
        options,
        name,
        owner,
        serialKey);
  }

  boolean isPaused() {
    return paused.equals(YES);
  }

  ScheduleProgress course() {
    return new ScheduleProgress(word(due).map(Instant::parse), word(last).map(TaskId::of));
  }

  ScheduleRules agenda(ScheduleName of) {
    Timing timing =
        cron.isEmpty() ? Timing.every(Duration.parse(delay)) : Timing.cron(cron, ZoneId.of(zone));
    return new ScheduleRules(of, timing, Missed.parse(missed), Overlap.valueOf(overlap));
  }

  Line line() {
    return new Line(new QueueName(queue), new TaskTypeName(type));
  }

  /** What a run is stored as; named as the schedule if the request has no name. */
  TaskSpec spec(ScheduleName of, TaskId id) {
    return new TaskSpec(
        id,
        line(),
        Lane.valueOf(lane),
        priority,
        version,
        payload(arguments),
        payload(plan),
        payload(options),
        word(name).or(() -> Optional.of(of.value())),
        word(owner).map(Owner::new),
        Optional.empty(),
        word(serialKey).map(SerialKey::new));
  }

  private static Optional<String> word(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String text(Payload payload) {
    return Base64.getEncoder().encodeToString(payload.bytes());
  }

  private static Payload payload(String text) {
    return Payload.of(Base64.getDecoder().decode(text));
  }
}

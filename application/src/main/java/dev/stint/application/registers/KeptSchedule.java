package dev.stint.application.registers;

import dev.stint.application.api.operate.Scheduled;
import dev.stint.application.spi.NewTask;
import dev.stint.domain.Due;
import dev.stint.domain.Line;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.schedule.ScheduleProgress;
import dev.stint.domain.schedule.ScheduleRules;
import dev.stint.domain.schedule.ScheduledRun;

/**
 * A schedule as one look at its register found it. Immutable.
 *
 * @param version of the register
 */
public record KeptSchedule(
    long version, ScheduleEntry entry, ScheduleRules agenda, ScheduleProgress course, Line line) {

  static KeptSchedule of(ScheduleName name, long version, ScheduleEntry entry) {
    return new KeptSchedule(version, entry, entry.agenda(name), entry.course(), entry.line());
  }

  public boolean paused() {
    return entry.isPaused();
  }

  /** The task that this run is. */
  public NewTask task(ScheduledRun run) {
    return task(run.id(), Due.at(run.moment()));
  }

  NewTask task(TaskId id, Due due) {
    return new NewTask(entry.spec(agenda.name(), id), Run.NEW, due);
  }

  /** A delay's moments lie between milliseconds; nobody can know but the next one. */
  boolean makes(TaskId id) {
    ScheduleName name = agenda.name();
    return ScheduledRun.isOf(name, id)
        || course.due().filter(next -> ScheduledRun.of(name, next).id().equals(id)).isPresent();
  }

  Scheduled view() {
    return new Scheduled(
        agenda.name(), agenda.timing(), line, agenda.missed(), agenda.overlap(), paused(), course);
  }
}

package dev.stint.bootstrap.process;

import dev.stint.application.api.TaskObserver;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;

/** Says what an engine does, a line each, for the test on the other side. */
final class Speaking implements TaskObserver {

  static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  @Override
  public void settled(Line line, Lane lane, TaskStatus status, Duration ran) {
    say("SETTLED " + status);
  }

  @Override
  public void stale(Line line) {
    say("STALE " + line.type());
  }

  @Override
  public void leaseLost() {
    say("LEASE LOST");
  }

  @Override
  public void storeFailed(String verb, boolean passing) {
    say("STORE FAILED " + verb + " " + passing);
  }
}

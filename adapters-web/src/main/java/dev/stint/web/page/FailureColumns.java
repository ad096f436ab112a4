package dev.stint.web.page;

import dev.stint.domain.task.TaskRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The failures of a day by the hour, as columns of a picture that is 720 wide and 120 high. */
final class FailureColumns {

  private static final int HOURS = 24;
  private static final int STEP = 30;
  private static final int HIGH = 110;

  private FailureColumns() {}

  static OverviewView.Columns of(List<TaskRow> failed, Instant now) {
    int[] hours = new int[HOURS];
    for (TaskRow row : failed) {
      long ago = row.finished().map(f -> f.until(now, ChronoUnit.HOURS)).orElse(0L);
      if (ago >= 0 && ago < HOURS) {
        hours[HOURS - 1 - (int) ago]++;
      }
    }
    int most = Arrays.stream(hours).max().orElse(0);
    List<OverviewView.Column> columns = new ArrayList<>();
    for (int i = 0; i < HOURS; i++) {
      int height = most == 0 ? 0 : (int) Math.ceil(hours[i] * (double) HIGH / most);
      int ago = HOURS - i;
      String title = Figures.of(hours[i], "failure") + ", " + (ago - 1) + " to " + ago + " h ago";
      columns.add(new OverviewView.Column(i * STEP, HIGH - height, height, title));
    }
    String words = Figures.of(failed.size(), "task") + " failed in the last 24 hours";
    return new OverviewView.Columns(columns, Figures.grouped(most), words);
  }
}

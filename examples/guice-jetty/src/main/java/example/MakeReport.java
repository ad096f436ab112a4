package example;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskType;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Payload;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a file, line by line, and offers it for download when it is whole. */
final class MakeReport implements Action<MakeReport.Report> {

  record Report(int lines) {}

  static final TaskType<Report> TYPE = TaskType.of("report.make", Report.class);

  private static final int LINES_AT_ONCE = 1_000;

  private final Reports reports;

  @Inject
  MakeReport(Reports reports) {
    this.reports = reports;
  }

  /** The cursor is the next line and the length of the file before it. */
  private record Place(int line, long length) {

    static Place at(Payload cursor) {
      String[] parts = cursor.isNone() ? new String[] {"1", "0"} : cursor.text().split(" ");
      return new Place(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
    }

    Payload cursor() {
      return Payload.of(line + " " + length);
    }
  }

  @Override
  public StepOutcome execute(Report report, ActionContext context) throws Exception {
    Place place = Place.at(context.cursor());
    Path file = reports.file(context.task() + ".csv");
    while (place.line() <= report.lines()) {
      place = write(file, place, Math.min(report.lines(), place.line() + LINES_AT_ONCE - 1));
      context.progress(place.line() - 1, report.lines(), "writing");
      if (context.shouldYield()) {
        return StepOutcome.yielded(place.cursor()); // goes on here, in this process or another
      }
      context.checkpoint(place.cursor());
    }
    context.link(ActionLink.of("Download", "/reports").with("file", context.task() + ".csv"));
    return StepOutcome.done();
  }

  /** What a process that died wrote behind its last checkpoint is cut off. */
  private static Place write(Path file, Place from, int to) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int line = from.line(); line <= to; line++) {
      lines.append(line).append(",line ").append(line).append('\n');
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(from.length()).position(from.length());
      channel.write(StandardCharsets.UTF_8.encode(lines.toString()));
      channel.force(true);
    }
    return new Place(to + 1, Files.size(file));
  }
}

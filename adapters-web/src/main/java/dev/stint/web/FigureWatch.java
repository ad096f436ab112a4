package dev.stint.web;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.web.events.Reader;
import dev.stint.web.events.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The figures of the whole store, told when they changed. */
final class FigureWatch implements Watched<Optional<String>> {

  @Override
  public Duration every() {
    return Duration.ofSeconds(3);
  }

  /** Empty if none of them may see figures any longer. */
  @Override
  public Optional<String> look(List<Reader> readers) {
    return readers.stream()
        .map(Reader::ask)
        .filter(AskTasks::seesFigures)
        .findFirst()
        .map(ask -> JsonText.of(FigureRoutes.overview(ask)));
  }

  @Override
  public void tell(Optional<String> seen, Reader reader) {
    if (seen.isEmpty() || !reader.ask().seesFigures()) {
      reader.end("end", EventWords.detail(ApiAnswer.NO_FIGURES));
    } else if (reader.hasRoom()) {
      reader.say("figures", seen.get());
    }
  }

  @Override
  public String words(Throwable trouble) {
    return EventWords.of(trouble);
  }
}

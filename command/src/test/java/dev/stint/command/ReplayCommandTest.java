package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ReplayableAction;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.jdbc.JdbcStores;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code stint replay}, of a task whose type only its host knows. */
class ReplayCommandTest {

  private static final TaskType<String> PUSH = TaskType.of("push", String.class);

  @TempDir Path dir;
  private final StringWriter out = new StringWriter();
  private final List<Integer> done = new ArrayList<>();
  private boolean mended;

  /** Pushes the numbers 1 to 4, of which two are bad until the cause is mended. */
  private final class Push implements ReplayableAction<String, Integer, Integer> {
    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(String arguments, Optional<Integer> after, int size) {
      int from = after.orElse(0) + 1;
      int to = Math.min(4, from + size - 1);
      return new Chunk<>(IntStream.rangeClosed(from, to).boxed().toList(), to, to == 4);
    }

    @Override
    public void process(String arguments, List<Integer> items, ChunkContext context) {
      if (!mended && items.stream().anyMatch(item -> item % 2 == 0)) {
        throw new IllegalStateException("bad price");
      }
      done.addAll(items);
    }

    @Override
    public Optional<Integer> again(String arguments, SetAside aside) {
      return Optional.of(Integer.valueOf(aside.item()));
    }
  }

  private String url() {
    return "jdbc:sqlite:" + dir.resolve("test.db");
  }

  private int stint(String... words) {
    out.getBuffer().setLength(0);
    CommandLine command = Main.commandLine(Display.ofProcess(), words);
    PrintWriter writer = new PrintWriter(out);
    return command.setOut(writer).setErr(writer).execute(words);
  }

  private int replay(TaskId task, String... more) {
    List<String> words = new ArrayList<>(List.of("replay", task.toString(), "--store", url()));
    words.addAll(List.of(more));
    return stint(words.toArray(String[]::new));
  }

  @Test
  void items_are_replayed_by_name_and_then_all_by_a_host_that_knows_the_type() throws Exception {
    try (JdbcStores stores = JdbcStores.sqlite(url()).migrate();
        Stint host =
            Stint.on(stores.stores(), stores.mutexes())
                .define(TaskDefinition.of(PUSH, new Push()))
                .build()) {
      replayed(host);
    }
  }

  private void replayed(Stint host) {
    TaskId task = host.tasks().request(PUSH.with("x")).id();
    host.batches().runBatch(Duration.ofSeconds(60));
    assertThat(host.ask().setAside(task, 9, 0))
        .extracting(SetAside::item)
        .containsExactly("2", "4");
    mended = true;
    done.clear();

    assertThat(replay(task)).isEqualTo(Exit.REFUSED);
    assertThat(out.toString()).contains("does not know the task type push: say the number of");
    assertThat(replay(task, "--action", "0")).isEqualTo(Exit.USAGE);
    assertThat(replay(task, "--action", "1", "5")).isEqualTo(Exit.REFUSED);
    assertThat(out.toString()).contains("no item '5' is set aside");

    assertThat(replay(task, "--action", "1", "4", "--json")).isZero();
    assertThat(out.toString()).contains("\"answer\":\"DONE\"");
    host.batches().runBatch(Duration.ofSeconds(60));
    assertThat(done).containsExactly(4);

    assertThat(replay(task, "--action", "1")).isZero();
    assertThat(out.toString()).contains(task + "  replay requested");
    host.batches().runBatch(Duration.ofSeconds(60));
    assertThat(done).containsExactly(4, 2);
    assertThat(host.ask().setAside(task, 9, 0)).isEmpty();
  }
}

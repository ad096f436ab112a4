package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.bootstrap.Stint;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What operators ask and change. */
class PeopleCommandTest {

  record Hello(String to) {}

  record Other(int number) {}

  private static final TaskType<Hello> HELLO = TaskType.of("host.hello", Hello.class);
  private static final TaskType<Other> OTHER = TaskType.of("somebody.elses", Other.class);

  @TempDir Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private String url() {
    return "jdbc:sqlite:" + dir.resolve("test.db");
  }

  private int stint(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Main.commandLine(Display.ofProcess(), words);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(Said.stored(url(), words));
  }

  private String requested(String... more) {
    String[] words = {"request", "host.greet", "--args", "{\"whom\":\"Ann\"}", "--json"};
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    assertThat(stint(all)).as(err.toString()).isZero();
    return out.toString().replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1").strip();
  }

  /** Works on the store as another build would. */
  private void elsewhere(List<TaskDefinition<?>> types, Consumer<Stint> work) throws Exception {
    try (OpenStore store = StoreUrl.of(url()).open(Config.DEFAULT.lease())) {
      store.migrate();
      work.accept(
          Stint.on(store.stores(), new InMemoryMutexes(InstantSource.system()))
              .define(types)
              .build());
    }
  }

  private static <A> TaskDefinition<A> done(TaskType<A> type) {
    return TaskDefinition.of(type, (args, context) -> StepOutcome.done());
  }

  @Test
  void check_is_content_with_older_names_and_versions_that_it_can_read() throws Exception {
    elsewhere(List.of(done(HELLO)), s -> s.tasks().request(HELLO.with(new Hello("Ann"))));

    assertThat(stint("check")).isZero();
    assertThat(out.toString()).contains("this build can read all 1 unfinished tasks");
    assertThat(stint("run")).isZero();
    assertThat(stint("list", "--status", "succeeded")).isZero();
    assertThat(out.toString()).contains("host.hello").hasLineCount(1);
  }

  @Test
  void check_lists_by_type_and_version_what_it_could_not_read() throws Exception {
    elsewhere(
        List.of(done(OTHER), done(HELLO).version(7)),
        s -> {
          s.tasks().request(OTHER.with(new Other(1)));
          s.tasks().request(OTHER.with(new Other(2)));
          s.tasks().request(HELLO.with(new Hello("Ann")));
        });
    elsewhere(
        List.of(done(HostTypes.GREET)),
        s ->
            s.tasks()
                .request(
                    HostTypes.GREET.with(
                        new HostTypes.Greeting("Ann", java.util.Optional.empty()))));

    assertThat(stint("check")).isEqualTo(Exit.REFUSED);
    assertThat(out.toString())
        .hasLineCount(3)
        .containsPattern("somebody.elses +1 +2 ")
        .contains("this build does not know the task type somebody.elses")
        .containsPattern("host.hello +7 +1 ")
        .contains("its arguments are of version 7; this build reads up to 2")
        .containsPattern("host.greet +1 +1 ");
    assertThat(stint("check", "--json")).isEqualTo(Exit.REFUSED);
    assertThat(out.toString()).contains("\"looked\":4").contains("\"version\":7");
  }

  @Test
  void check_names_actions_of_a_plan_that_this_build_does_not_have() throws Exception {
    TaskDefinition<HostTypes.Greeting> more =
        TaskDefinition.of(HostTypes.GREET)
            .then(
                ActionDefinition.of(
                    "wave", (Action<HostTypes.Greeting>) (args, context) -> StepOutcome.done()))
            .version(2);
    elsewhere(
        List.of(more),
        s ->
            s.tasks()
                .request(
                    HostTypes.GREET
                        .with(new HostTypes.Greeting("Ann", java.util.Optional.empty()))
                        .plan(List.of("wave"))));

    assertThat(stint("check")).isEqualTo(Exit.REFUSED);
    assertThat(out.toString()).contains("task type host.greet has no action wave");
  }

  @Test
  void types_tell_parameters_of_built_in_types_and_of_the_hosts_own() {
    assertThat(stint("types")).isZero();
    assertThat(out.toString())
        .contains("Greets somebody. [host.greet]")
        .containsPattern("whom +String +required +who is greeted")
        .containsPattern("words +Optional<String> +optional")
        .containsPattern("file +String +required +an absolute path");
    assertThat(stint("types", "--json")).isZero();
    assertThat(out.toString()).contains("\"aliases\":[\"host.hello\"]");
  }

  @Test
  void show_tells_the_link_of_a_task() {
    String id = requested();
    assertThat(stint("run")).isZero();

    assertThat(stint("show", id)).isZero();
    assertThat(out.toString()).contains("Card for Ann: cards?no=7").doesNotContain("LINK");
  }

  @Test
  void a_missing_argument_is_refused_in_one_sentence_and_nothing_is_stored() {
    assertThat(stint("request", "host.greet", "--args", "{}")).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("argument 'whom' is missing").hasLineCount(1);
    assertThat(stint("request", "not.registered", "--args", "{}")).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("unknown task type 'not.registered'").hasLineCount(1);
    assertThat(stint("list")).isZero();
    assertThat(out.toString()).contains("no tasks");
  }

  @Test
  void a_unique_request_rejects_or_replaces() {
    String first = requested("--key", "k");
    assertThat(
            stint(
                "request",
                "host.greet",
                "--args",
                "{\"whom\":\"x\"}",
                "--key",
                "k",
                "--unique",
                "reject"))
        .isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("the key 'k' names task " + first).hasLineCount(1);

    String second = requested("--key", "k", "--unique", "replace");
    assertThat(second).isNotEqualTo(first);
    assertThat(stint("show", first)).isZero();
    assertThat(out.toString()).contains("CANCELLED");
  }

  @Test
  void options_are_changed_later_for_many() {
    String first = requested("--paused");
    String second = requested("--paused");

    assertThat(
            stint(
                "options", first, second, "--retries", "-1", "--retry-wait", "1m", "--keep", "7d"))
        .isZero();
    assertThat(out.toString()).contains(first + "  changed").contains(second + "  changed");
    assertThat(stint("options", first)).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("--retries, --keep or --history").hasLineCount(1);
    assertThat(stint("options", first, "--retries", "-2")).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("retries must be -1").hasLineCount(1);
    stint("cancel", first);
    assertThat(stint("options", first, "--keep", "1d")).isEqualTo(Exit.REFUSED);
    assertThat(out.toString()).contains("cancelled cannot be asked to change its options");
  }

  @Test
  void a_preview_of_cleaning_lists_the_tasks_that_would_go() {
    String over = requested();
    stint("run");
    requested("--paused");

    assertThat(stint("clean", "--preview", "--older-than", "0s")).isZero();
    assertThat(out.toString()).contains(over).hasLineCount(1);
    assertThat(stint("clean", "--preview")).isZero();
    assertThat(out.toString()).contains("no tasks would go");
    assertThat(stint("show", over)).isZero();
  }

  @Test
  void monitor_says_whether_something_needs_a_person() {
    requested();
    assertThat(stint("run")).isZero();
    assertThat(stint("monitor")).isZero();
    assertThat(out.toString()).contains("nothing needs a person").containsPattern("SUCCEEDED +1");

    stint("request", "host.greet", "--args", "{\"whom\":\"\"}");
    assertThat(stint("run")).isEqualTo(Exit.FAILED);
    assertThat(stint("monitor")).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("1 task: failed in the last day");
    assertThat(stint("monitor", "--json")).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("\"findings\":[\"1 task: failed in the last day\"]");
  }

  @Test
  void lists_are_filtered_as_people_ask() {
    String named = requested("--name", "Monthly letter");
    stint("run");
    String paused = requested("--paused");

    assertThat(stint("list", "--name", "LETTER")).isZero();
    assertThat(out.toString()).contains(named).hasLineCount(1);
    assertThat(stint("list", "--hide-succeeded", "--days", "1")).isZero();
    assertThat(out.toString()).contains(paused).hasLineCount(1);
    assertThat(stint("list", "--type", "host.hello", "--limit", "1", "--json")).isZero();
    assertThat(out.toString()).contains("\"next\":\"" + paused + "\"");
    assertThat(stint("list", "--days", "-1")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("--days is between 0 and").hasLineCount(1);
  }

  @Test
  void lists_are_sorted_and_the_next_page_is_named() {
    String low = requested("--priority", "1", "--in", "2d");
    String high = requested("--priority", "9", "--in", "1d");
    String middle = requested("--priority", "5", "--in", "3d");

    assertThat(sorted("priority")).containsExactly(high, middle, low);
    assertThat(sorted("DUE")).containsExactly(high, low, middle);
    assertThat(sorted("oldest")).containsExactly(low, high, middle);
    assertThat(sorted("newest")).containsExactly(middle, high, low);
    assertThat(sorted("finished")).isEmpty();
    assertThat(stint("list", "--sort", "priority", "--limit", "2")).isZero();
    String next = "priority:5:" + middle;
    assertThat(out.toString()).contains("more: --after " + next).hasLineCount(3);
    assertThat(stint("list", "--sort", "priority", "--after", next)).isZero();
    assertThat(out.toString()).contains(low).hasLineCount(1);
    assertThat(stint("list", "--before", high)).isZero();
    assertThat(out.toString()).contains(low).hasLineCount(1);
  }

  private List<String> sorted(String order) {
    assertThat(stint("list", "--sort", order)).as(err.toString()).isZero();
    return out.toString()
        .lines()
        .filter(line -> !line.equals("no tasks"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  @Test
  void lists_hold_what_was_requested_or_finished_in_a_range_of_time() {
    String done = requested();
    stint("run");
    String waits = requested("--in", "2d");

    assertThat(stint("list", "--created-after", "2026-01-31", "--due-before", "9999-12-31"))
        .isZero();
    assertThat(out.toString()).contains(done, waits);
    assertThat(stint("list", "--created-before", "2020-01-31T12:00+01:00")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("no tasks");
    assertThat(stint("list", "--finished-after", "2020-01-31T12:00Z", "--sort", "finished"))
        .isZero();
    assertThat(out.toString()).contains(done).hasLineCount(1);
  }

  @Test
  void what_no_list_can_be_asked_for_is_refused_in_one_sentence() {
    requested();
    refused("--sort", "size", "NEWEST, OLDEST, DUE, FINISHED, PRIORITY");
    refused("--created-after", "yesterday", "'yesterday' is not a time such as 2026-01-31");
    refused("--created-after", "2026-02-30", "'2026-02-30' is not a time such as");
    refused("--due-before", "1969-12-31", "the time 1969-12-31T00:00:00Z is before the year 1970");
    refused("--after", "x", "--after: not a task id: 'x'");
    refused("--after", "due:1:0-0-0-0-7", "is a place in the order DUE, not NEWEST");
    assertThat(stint("list", "--finished-after=2026-02-01", "--finished-before=2026-01-01"))
        .isEqualTo(Exit.USAGE);
    assertThat(err.toString())
        .contains("--finished-after and --finished-before: a range of time goes forward")
        .hasLineCount(1);
  }

  private void refused(String option, String value, String why) {
    assertThat(stint("list", option, value)).as(option).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains(why).hasLineCount(1);
  }
}

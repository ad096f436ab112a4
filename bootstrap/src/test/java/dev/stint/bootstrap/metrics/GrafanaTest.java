package dev.stint.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.task.ReadyDepth;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts name what an engine really tells, as Prometheus names it. */
class GrafanaTest {

  record Nothing() {}

  private static final TaskType<Nothing> TYPE = TaskType.of("no.op", Nothing.class);
  private static final Path FOLDER = Path.of("..", "docs", "grafana");
  private static final Pattern METRIC = Pattern.compile("\\bstint_[a-z_]+");
  private static final Pattern MATCHED = Pattern.compile("([a-z]+)(?:=~|!~|!=|=)\"");
  private static final Pattern BY = Pattern.compile("\\b(?:by|on) \\(([a-z, ]+)\\)");

  /** Given by Prometheus itself. */
  private static final Set<String> GIVEN = Set.of("instance", "le");

  private static String scraped() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    StintMetrics metrics = new StintMetrics(registry, "orders");
    InstantSource clock = InstantSource.system();
    Stint stint =
        Stint.on(InMemoryStores.create(clock), new InMemoryMutexes(clock))
            .observer(metrics)
            .define(TaskDefinition.of(TYPE, (args, context) -> StepOutcome.done()))
            .build();
    stint.tasks().request(TYPE.with(new Nothing()));
    List<ReadyDepth> ready = stint.ask().depths();
    stint.batches().runBatch(Duration.ofSeconds(60));
    metrics.ready(clock.instant(), ready);
    metrics.standing(clock.instant(), stint.ask().counts(), stint.ask().workers());
    metrics.stale(new Line(QueueName.DEFAULT, TYPE.name()));
    metrics.storeFailed("claim", true);
    return registry.scrape();
  }

  private static List<String> expressions() throws IOException {
    List<String> all = new ArrayList<>();
    JsonNode board = new ObjectMapper().readTree(FOLDER.resolve("stint-dashboard.json").toFile());
    board.findValues("expr").forEach(e -> all.add(e.asText()));
    assertThat(all).hasSizeGreaterThan(10);
    for (String line : Files.readAllLines(FOLDER.resolve("stint-alerts.yml"))) {
      if (line.strip().startsWith("expr:")) {
        all.add(line.strip().substring("expr:".length()));
      }
    }
    return all;
  }

  private static Set<String> found(Pattern pattern, String text, int group) {
    Set<String> names = new TreeSet<>();
    pattern.matcher(text).results().map((MatchResult m) -> m.group(group)).forEach(names::add);
    return names;
  }

  @Test
  void every_metric_of_dashboard_and_alerts_exists_after_a_run() throws IOException {
    Set<String> there = found(Pattern.compile("(?m)^(stint_[a-z_]+)[{ ]"), scraped(), 1);

    for (String expression : expressions()) {
      assertThat(there).as(expression).containsAll(found(METRIC, expression, 0));
    }
  }

  @Test
  void every_label_that_they_use_exists_too() throws IOException {
    Set<String> there = new TreeSet<>(GIVEN);
    there.addAll(found(Pattern.compile("([a-z]+)=\""), scraped(), 1));

    for (String expression : expressions()) {
      assertThat(there).as(expression).containsAll(found(MATCHED, expression, 1));
      for (String group : found(BY, expression, 1)) {
        assertThat(there).as(expression).containsAll(List.of(group.split(", ")));
      }
    }
  }

  @Test
  void histograms_have_buckets_and_every_meter_names_its_store() {
    String page = scraped();

    assertThat(page)
        .contains("stint_delay_seconds_bucket")
        .contains("stint_duration_seconds_bucket")
        .contains("le=\"3600.0\"");
    page.lines()
        .filter(line -> line.startsWith("stint_"))
        .forEach(line -> assertThat(line).contains("store=\"orders\""));
  }

  @Test
  void every_alert_says_in_words_what_is_wrong() throws IOException {
    String rules = Files.readString(FOLDER.resolve("stint-alerts.yml"));
    long alerts = rules.lines().filter(l -> l.contains("- alert:")).count();

    assertThat(alerts).isGreaterThan(5);
    assertThat(rules.lines().filter(l -> l.contains("summary:")).count()).isEqualTo(alerts);
  }
}

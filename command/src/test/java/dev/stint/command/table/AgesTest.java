package dev.stint.command.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T12:00:00.900Z, now",
    "2026-11-30T11:59:59.100Z, now",
    "2026-11-30T11:59:58Z, 2s ago",
    "2026-11-30T11:56:48Z, 3m12s ago",
    "2026-11-30T11:48:12Z, 11m ago",
    "2026-11-30T11:00:01Z, 59m ago",
    "2026-11-30T11:00:00Z, 1h ago",
    "2026-11-30T10:01:00Z, 1h59m ago",
    "2026-11-30T14:00:00Z, in 2h",
    "2026-11-30T14:05:00Z, in 2h5m",
    "2026-11-30T01:59:00Z, 10h ago",
    "2026-11-28T09:00:00Z, 2d3h ago",
    "2026-11-01T09:00:00Z, 29d ago",
    "2024-11-20T12:00:00Z, 2y10d ago",
    "9999-12-31T00:00:00Z, in 7978y"
  })
  void a_time_has_two_figures_at_most(String at, String words) {
    assertThat(Ages.words(Instant.parse(at), NOW)).isEqualTo(words);
  }
}

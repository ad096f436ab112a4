package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a process takes its terminal for. */
class DisplayTest {

  private static final Optional<String> UNTOLD = Optional.empty();

  private static Display terminal(Map<String, String> environment) {
    return Display.of(environment, Optional.of("120"), false);
  }

  @Test
  void the_scripts_word_goes_before_the_jvms_and_the_environments_width_before_the_scripts() {
    assertThat(Display.of(Map.of("COLUMNS", "60"), Optional.of("0"), true).columns()).isEmpty();
    assertThat(Display.of(Map.of("COLUMNS", "60"), UNTOLD, false).columns()).isEmpty();
    assertThat(terminal(Map.of()).columns()).hasValue(120);
    assertThat(terminal(Map.of("COLUMNS", "60")).columns()).hasValue(60);
    assertThat(terminal(Map.of("COLUMNS", "-3")).columns()).hasValue(120);
    assertThat(Display.of(Map.of("COLUMNS", "wide"), UNTOLD, true).columns()).hasValue(80);
  }

  @Test
  void no_color_goes_before_force_and_force_before_a_pipe() {
    assertThat(terminal(Map.of()).color()).isTrue();
    assertThat(terminal(Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1")).color()).isFalse();
    assertThat(terminal(Map.of("NO_COLOR", "")).color()).isTrue();
    assertThat(terminal(Map.of("TERM", "dumb")).color()).isFalse();
    assertThat(terminal(Map.of("CLICOLOR", "0")).color()).isFalse();
    assertThat(pipe(Map.of()).color()).isFalse();
    assertThat(pipe(Map.of("CLICOLOR_FORCE", "1")).color()).isTrue();
    assertThat(pipe(Map.of("CLICOLOR_FORCE", "0")).color()).isFalse();
  }

  private static Display pipe(Map<String, String> environment) {
    return Display.of(environment, Optional.of("0"), false);
  }
}

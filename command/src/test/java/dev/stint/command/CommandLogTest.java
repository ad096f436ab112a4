package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How the command sets its log, and that a host with the same jar does not get it. */
class CommandLogTest {

  @Test
  void no_file_of_the_jar_sets_the_log_of_a_host() {
    assertThat(Main.class.getResource("/logback.xml")).isNull();
    assertThat(Main.class.getResource("logback.xml")).isNotNull();
  }

  @Test
  void a_file_on_the_class_path_goes_before_the_commands_own() {
    assertThat(CommandLog.unset("logback.xml"::equals)).isFalse();
    assertThat(CommandLog.unset("logback-test.xml"::equals)).isFalse();
    assertThat(CommandLog.unset(name -> false)).isTrue();
  }
}

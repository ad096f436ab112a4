package dev.stint.command;

import static ch.qos.logback.classic.spi.Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** How the command sets its log, and that a host with the same jar does not get it. */
class CommandLogTest {

  @Test
  void nothing_in_the_jar_sets_the_log_of_a_host() {
    assertThat(Main.class.getResource("/logback.xml")).isNull();
    LoggerContext context = new LoggerContext();

    assertThat(new CommandLog().configure(context)).isEqualTo(INVOKE_NEXT_IF_ANY);
    assertThat(context.getLogger("ROOT").iteratorForAppenders()).isExhausted();
  }

  @Test
  void logback_finds_it() {
    assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(CommandLog.class);
  }

  @Test
  void a_file_on_the_class_path_goes_before_the_commands_own() {
    assertThat(CommandLog.unset("logback.xml"::equals)).isFalse();
    assertThat(CommandLog.unset("logback-test.xml"::equals)).isFalse();
    assertThat(CommandLog.unset(name -> false)).isTrue();
  }
}

package dev.stint.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * Sets Logback for the command, in code: reading a configuration file takes a third of the time in
 * which a short command is done. Logback finds it in {@code META-INF/services}; in a host that has
 * this jar, and where a configuration file is given, it does nothing.
 */
public final class CommandLog extends ContextAwareBase implements Configurator {

  private static volatile boolean command;

  /** Says that this process is the command. Has to come before the first logger is made. */
  static void set() {
    ClassLoader loader = CommandLog.class.getClassLoader();
    command =
        System.getProperty("logback.configurationFile") == null
            && unset(name -> loader != null && loader.getResource(name) != null);
  }

  /** Whether no file on the class path configures Logback. */
  static boolean unset(Predicate<String> there) {
    return !there.test("logback-test.xml") && !there.test("logback.xml");
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (!command) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    configureForTerminal(context);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  static void configureForTerminal(LoggerContext context) {
    // A person at a terminal reads what failed; the stack is kept with the task.
    context.getLogger("dev.stint.task").setLevel(Level.WARN);
    context.getLogger("dev.stint.task").setAdditive(false);
    context.getLogger("dev.stint.task").addAppender(appender(context, false));
    context.getLogger("com.zaxxer.hikari").setLevel(Level.OFF);
    context.getLogger("org.flywaydb").setLevel(Level.ERROR);
    context.getLogger("dev.stint.web.audit").setLevel(Level.INFO);
    context.getLogger("ROOT").setLevel(Level.WARN);
    context.getLogger("ROOT").addAppender(appender(context, true));
  }

  private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context, boolean stacks) {
    LogLayout layout = new LogLayout(stacks);
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName(stacks ? "STDERR" : "BRIEF");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}

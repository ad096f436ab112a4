package dev.stint.command;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** A message of the command's log in one line, whatever it holds: {@code %text} in logback.xml. */
public final class LogText extends MessageConverter {

  @Override
  public String convert(ILoggingEvent event) {
    return Terminal.line(super.convert(event));
  }
}

package dev.stint.domain.task;

import dev.stint.domain.Message;
import java.time.Instant;

/** A message that a task left, and when. */
public record TaskMessage(Instant at, Message message) {}

package dev.stint.domain.task;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import java.time.Instant;

/** How many tasks of a line and lane are ready, and when the oldest of them was due. */
public record ReadyDepth(Line line, Lane lane, long ready, Instant oldestDue) {}

package dev.stint.application.spi;

import dev.stint.domain.Line;

/** At most this many tasks of one line. */
public record LineLimit(Line line, int limit) {}

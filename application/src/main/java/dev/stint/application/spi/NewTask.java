package dev.stint.application.spi;

import dev.stint.domain.Due;
import dev.stint.domain.life.Run;

/** A task to store: what was requested, where it starts (PENDING or PAUSED) and when it is due. */
public record NewTask(TaskSpec spec, Run run, Due due) {}

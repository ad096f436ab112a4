package dev.stint.application.spi;

import dev.stint.domain.WorkerId;

/**
 * Names one claim of one worker, so that a claim whose answer was lost can be asked for again.
 *
 * @param number of at most 12 characters, sign included: stores may keep it so
 */
public record ClaimId(WorkerId worker, long number) {}

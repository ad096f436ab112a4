/**
 * What keeps a worker and its store alive: heartbeat, reaping, promoting, wakes, schedules,
 * cleaning.
 */
@NullMarked
package dev.stint.application.engine.upkeep;

import org.jspecify.annotations.NullMarked;

/**
 * The life of a task: its statuses, the one transition table, and what each event makes of a run.
 */
@NullMarked
package dev.stint.domain.life;

import org.jspecify.annotations.NullMarked;

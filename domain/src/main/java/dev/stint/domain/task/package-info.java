/**
 * Tasks as stores keep them and people read them: what a request fixed, how a task stands, lists
 * and counts.
 */
@NullMarked
package dev.stint.domain.task;

import org.jspecify.annotations.NullMarked;

/** Recurring tasks: when they are due, and what becomes of moments that nobody saw. */
@NullMarked
package dev.stint.domain.schedule;

import org.jspecify.annotations.NullMarked;

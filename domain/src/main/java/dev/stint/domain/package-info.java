/** The words of Stint as values that cannot be wrong. Pure Java: no clock, no store, no thread. */
@NullMarked
package dev.stint.domain;

import org.jspecify.annotations.NullMarked;

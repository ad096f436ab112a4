/**
 * The rules that every store follows. An adapter calls them, or binds their numbers into its SQL
 * and its scripts; it decides nothing of them itself.
 */
@NullMarked
package dev.stint.domain.store;

import org.jspecify.annotations.NullMarked;

/**
 * Live events: one look at the store for all who watch the same thing, told to each as they can
 * take it.
 */
@NullMarked
package dev.stint.web.events;

import org.jspecify.annotations.NullMarked;

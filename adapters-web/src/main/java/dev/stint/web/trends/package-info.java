/**
 * What the store told lately, kept in this process: how much ended, and what was ready, minute by
 * minute for a day.
 */
@NullMarked
package dev.stint.web.trends;

import org.jspecify.annotations.NullMarked;

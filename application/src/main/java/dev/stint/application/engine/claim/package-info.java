/**
 * From the store to the slots: lines, limits, permits, how much to claim ahead, and what is held.
 */
@NullMarked
package dev.stint.application.engine.claim;

import org.jspecify.annotations.NullMarked;

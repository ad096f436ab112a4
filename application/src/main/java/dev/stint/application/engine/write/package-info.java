/**
 * From the slots to the store: combined writes, the settlement queue, and what follows a
 * settlement.
 */
@NullMarked
package dev.stint.application.engine.write;

import org.jspecify.annotations.NullMarked;

/**
 * What all rooms of the engine share: threads and pauses, the clock and the lease, guards around
 * host code and stores.
 */
@NullMarked
package dev.stint.application.engine.base;

import org.jspecify.annotations.NullMarked;

/** Runs in the thread of the caller. */
@NullMarked
package dev.stint.application.engine.inline;

import org.jspecify.annotations.NullMarked;

/** One execution: slots, hooks, steps, the context of an action, waits. */
@NullMarked
package dev.stint.application.engine.run;

import org.jspecify.annotations.NullMarked;

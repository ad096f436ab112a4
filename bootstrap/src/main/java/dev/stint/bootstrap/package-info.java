/** Wiring, configuration and the {@code stint} command. */
@NullMarked
package dev.stint.bootstrap;

import org.jspecify.annotations.NullMarked;

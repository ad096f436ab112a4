/** The reference store: every promise of the ports, in this process's memory only. */
@NullMarked
package dev.stint.application.memory;

import org.jspecify.annotations.NullMarked;

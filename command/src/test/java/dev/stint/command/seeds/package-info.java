/** What the seed documents asked for, row by row and system by system, on every store. */
@NullMarked
package dev.stint.command.seeds;

import org.jspecify.annotations.NullMarked;

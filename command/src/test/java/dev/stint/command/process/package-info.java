/** Tests that start, stop and kill real worker processes. */
@NullMarked
package dev.stint.command.process;

import org.jspecify.annotations.NullMarked;

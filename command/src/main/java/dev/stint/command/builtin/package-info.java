/** Task types that come with the command. */
@NullMarked
package dev.stint.command.builtin;

import org.jspecify.annotations.NullMarked;

/** Task types that come with the command. */
@NullMarked
package dev.stint.bootstrap.builtin;

import org.jspecify.annotations.NullMarked;

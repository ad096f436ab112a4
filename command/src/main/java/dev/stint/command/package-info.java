/** The stint command. */
@NullMarked
package dev.stint.command;

import org.jspecify.annotations.NullMarked;

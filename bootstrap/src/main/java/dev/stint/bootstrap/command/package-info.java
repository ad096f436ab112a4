/** The stint command. */
@NullMarked
package dev.stint.bootstrap.command;

import org.jspecify.annotations.NullMarked;

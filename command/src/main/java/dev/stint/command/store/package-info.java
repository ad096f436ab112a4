/** Stores by their URLs, for the stand-alone command: one class a kind of store. */
@NullMarked
package dev.stint.command.store;

import org.jspecify.annotations.NullMarked;

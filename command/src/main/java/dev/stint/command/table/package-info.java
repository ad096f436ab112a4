/**
 * Tables as a terminal, a pipe and a spreadsheet take them: pure functions of what is shown and of
 * the room there is.
 */
@org.jspecify.annotations.NullMarked
package dev.stint.command.table;

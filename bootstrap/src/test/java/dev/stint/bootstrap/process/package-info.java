/** Real processes: stopped, killed and started again while they hold tasks. */
@org.jspecify.annotations.NullMarked
package dev.stint.bootstrap.process;

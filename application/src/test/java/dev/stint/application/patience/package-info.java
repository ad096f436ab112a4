/** What keeps tests true on a machine that is busy with something else. */
@org.jspecify.annotations.NullMarked
package dev.stint.application.patience;

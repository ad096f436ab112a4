/** Deletes a host's own old rows by its rules, as a task type. */
@NullMarked
package dev.stint.bootstrap.purge;

import org.jspecify.annotations.NullMarked;

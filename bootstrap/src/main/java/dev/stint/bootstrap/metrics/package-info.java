/** What an engine does, as Micrometer meters. */
@NullMarked
package dev.stint.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;

/** What an engine does, as Micrometer observations: see docs/observability.md. */
@NullMarked
package dev.stint.bootstrap.observation;

import org.jspecify.annotations.NullMarked;

/** Guice modules for host applications; they list facts. */
@NullMarked
package dev.stint.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;

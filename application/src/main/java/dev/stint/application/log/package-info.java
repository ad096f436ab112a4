/** How whatever tells a log tells it: the backend is the host's. */
@NullMarked
package dev.stint.application.log;

import org.jspecify.annotations.NullMarked;

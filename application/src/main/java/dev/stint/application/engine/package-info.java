/** Claims, runs, settles and reaps: the protocol of leases, fences and sequences. */
@NullMarked
package dev.stint.application.engine;

import org.jspecify.annotations.NullMarked;

/** The choices a host makes for its tasks: when to retry, when to work, how long to keep. */
@NullMarked
package dev.stint.domain.policy;

import org.jspecify.annotations.NullMarked;

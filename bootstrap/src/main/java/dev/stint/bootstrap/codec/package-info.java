/** Arguments as JSON. */
@NullMarked
package dev.stint.bootstrap.codec;

import org.jspecify.annotations.NullMarked;

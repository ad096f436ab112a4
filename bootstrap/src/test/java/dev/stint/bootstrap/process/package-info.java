/** Tests that start, stop and kill real worker processes. */
@NullMarked
package dev.stint.bootstrap.process;

import org.jspecify.annotations.NullMarked;

/** This project beside its peers, on one server in one run. */
@NullMarked
package dev.stint.benchmarks;

import org.jspecify.annotations.NullMarked;

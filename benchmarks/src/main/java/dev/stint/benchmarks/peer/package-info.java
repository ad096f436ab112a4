/** Stint, its peers and the loop by hand, each as a process of one role sees it. */
@NullMarked
package dev.stint.benchmarks.peer;

import org.jspecify.annotations.NullMarked;

/** What every measurement needs: processes of their own, their CPU, counting, and printing. */
@NullMarked
package dev.stint.benchmarks.harness;

import org.jspecify.annotations.NullMarked;

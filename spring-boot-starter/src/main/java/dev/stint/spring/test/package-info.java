/** Tests of an application's tasks, on a clock that the test moves. */
@NullMarked
package dev.stint.spring.test;

import org.jspecify.annotations.NullMarked;

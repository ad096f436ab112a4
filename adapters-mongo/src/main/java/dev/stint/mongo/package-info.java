/** Stint's stores and mutexes over MongoDB: single-document atomics only. */
@NullMarked
package dev.stint.mongo;

import org.jspecify.annotations.NullMarked;

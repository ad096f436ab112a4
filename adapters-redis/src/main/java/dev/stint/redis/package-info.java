/**
 * Tasks and mutexes in Redis: Lua scripts, one a verb, over keys that are spread on hash-tagged
 * partitions, so that the masters of a cluster share the load.
 */
@NullMarked
package dev.stint.redis;

import org.jspecify.annotations.NullMarked;

/**
 * Tests of a host's own tasks: an engine on the in-memory store that runs tasks in the test's
 * thread, on a clock that the test moves. Begin with {@link dev.stint.testing.TestStint}.
 */
@org.jspecify.annotations.NullMarked
package dev.stint.testing;

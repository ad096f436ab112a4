/** The test kit in JUnit Jupiter, for hosts that have it on their test class path. */
@org.jspecify.annotations.NullMarked
package dev.stint.testing.junit;

/** Seeded random cases for tests; exported as a test-jar. */
package dev.stint.domain.random;

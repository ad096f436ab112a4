/** The promises of the store ports as tests that every store passes; exported as a test-jar. */
@NullMarked
package dev.stint.application.contract;

import org.jspecify.annotations.NullMarked;

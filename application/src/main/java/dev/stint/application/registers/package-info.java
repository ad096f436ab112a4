/** What stands in the registers of a store: schedules and gates, in the codec's form. */
@NullMarked
package dev.stint.application.registers;

import org.jspecify.annotations.NullMarked;

/** Settings under which tasks follow the rules of the systems that this one came from. */
@NullMarked
package dev.stint.application.preset;

import org.jspecify.annotations.NullMarked;

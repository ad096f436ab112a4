/** The task types of this build and their actions, with the driver of chunked ones. */
@NullMarked
package dev.stint.application.engine.action;

import org.jspecify.annotations.NullMarked;

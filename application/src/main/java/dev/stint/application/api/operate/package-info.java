/** What hosts call to run, ask, steer, clean and schedule. */
@NullMarked
package dev.stint.application.api.operate;

import org.jspecify.annotations.NullMarked;

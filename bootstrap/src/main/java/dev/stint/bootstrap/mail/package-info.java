/** Failures told by e-mail; needs Jakarta Mail (Angus) beside it. */
@NullMarked
package dev.stint.bootstrap.mail;

import org.jspecify.annotations.NullMarked;

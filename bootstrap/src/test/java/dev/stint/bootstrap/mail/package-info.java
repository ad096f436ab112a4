/** E-mail, against a real SMTP server. */
@NullMarked
package dev.stint.bootstrap.mail;

import org.jspecify.annotations.NullMarked;

/** The HTTP API for one machine: the only place of the command that knows a web server. */
@NullMarked
package dev.stint.command.web;

import org.jspecify.annotations.NullMarked;

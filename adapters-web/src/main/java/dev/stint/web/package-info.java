/**
 * A door for programs outside of the host: a servlet that stores tasks of the types that the host
 * lets in, for callers that the host knows.
 */
@NullMarked
package dev.stint.web;

import org.jspecify.annotations.NullMarked;

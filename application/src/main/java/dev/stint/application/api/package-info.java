/** What hosts call and implement: the use-case ports, actions and their contexts, definitions. */
@NullMarked
package dev.stint.application.api;

import org.jspecify.annotations.NullMarked;

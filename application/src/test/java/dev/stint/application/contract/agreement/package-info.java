/** Random scripts of all verbs, done on a store and on the in-memory reference side by side. */
@NullMarked
package dev.stint.application.contract.agreement;

import org.jspecify.annotations.NullMarked;

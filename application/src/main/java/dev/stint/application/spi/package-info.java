/**
 * What adapters implement. A store translates; the domain decides. Every failure is a {@link
 * StoreException}; every verb says what is atomic, who may lose and how they learn.
 */
@NullMarked
package dev.stint.application.spi;

import org.jspecify.annotations.NullMarked;

/** The storage ports over a relational database. */
@NullMarked
package dev.stint.jdbc;

import org.jspecify.annotations.NullMarked;

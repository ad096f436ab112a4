/**
 * The page: lets people look at tasks and steer them in a browser. Handlers read from the api what
 * a view needs, views are records, and templates ({@code src/main/jte}) show them.
 */
@NullMarked
package dev.stint.web.page;

import org.jspecify.annotations.NullMarked;

/** Makes the documents of the repository into a static site that needs no network. */
@NullMarked
package dev.stint.site;

import org.jspecify.annotations.NullMarked;

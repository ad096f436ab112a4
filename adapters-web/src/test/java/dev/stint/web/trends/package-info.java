@NullMarked
package dev.stint.web.trends;

import org.jspecify.annotations.NullMarked;

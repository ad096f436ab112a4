@NullMarked
package dev.stint.web.page;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.stint.web;

import org.jspecify.annotations.NullMarked;

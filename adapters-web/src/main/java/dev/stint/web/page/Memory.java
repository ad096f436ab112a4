package dev.stint.web.page;

import dev.stint.web.trends.Trends;

/**
 * What the page keeps in mind from look to look.
 *
 * @param pace how fast the tasks go that people look at
 * @param trends how the figures were lately
 */
record Memory(Pace pace, Trends trends) {}

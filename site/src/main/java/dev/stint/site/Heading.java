package dev.stint.site;

/**
 * A heading of a page.
 *
 * @param level from 1
 * @param id its anchor
 */
record Heading(int level, String text, String id) {}

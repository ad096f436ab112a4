package dev.stint.site;

/** What stands under a heading, as plain text: what is searched. */
record Section(Heading heading, String text) {}

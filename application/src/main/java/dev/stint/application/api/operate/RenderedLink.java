package dev.stint.application.api.operate;

/**
 * A task's link as people see it.
 *
 * @param target the window or frame it opens in; empty means the same one
 */
public record RenderedLink(String text, String url, String target) {}

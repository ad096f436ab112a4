package dev.stint.site;

import java.util.Locale;

/**
 * A page of Markdown in the repository.
 *
 * @param path from the repository's folder, such as {@code docs/how-to/pools.md}
 * @param group of the navigation
 * @param title its first heading
 */
record Source(String path, String group, String title) {

  /** Where the page is in the site, such as {@code how-to/pools.html}. */
  String target() {
    return path.equals("README.md")
        ? "index.html"
        : path.replaceFirst("^docs/", "").toLowerCase(Locale.ROOT).replaceFirst("\\.md$", ".html");
  }

  /** From this page to the site's folder: empty, or {@code ../} for each folder. */
  String toRoot() {
    return "../".repeat((int) target().chars().filter(c -> c == '/').count());
  }
}

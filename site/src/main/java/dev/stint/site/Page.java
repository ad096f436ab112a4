package dev.stint.site;

import java.util.List;

/**
 * A page, read and made into HTML.
 *
 * @param html what stands between the navigation
 * @param sections in their order; the first is the page's own heading
 */
record Page(Source source, String html, List<Section> sections) {

  Page {
    sections = List.copyOf(sections);
  }

  String title() {
    return source.title();
  }

  /** What stands in its table of contents. */
  List<Heading> contents() {
    return sections.stream()
        .map(Section::heading)
        .filter(heading -> heading.level() == 2 || heading.level() == 3)
        .toList();
  }

  /** For search engines: the beginning of what it says. */
  String description() {
    String text = sections.get(0).text();
    return text.length() <= 160 ? text : text.substring(0, text.lastIndexOf(' ', 157)) + "…";
  }
}

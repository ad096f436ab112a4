package dev.stint.site;

import java.util.List;
import java.util.stream.Collectors;

/** What the search looks through: page, heading, address and text of each section, as JSON. */
final class SearchIndex {

  /** A script and not a file to fetch: a page opened from a folder may load no other file. */
  static String script(List<Page> pages) {
    return pages.stream()
        .flatMap(page -> page.sections().stream().map(section -> entry(page, section)))
        .collect(Collectors.joining(",\n", "globalThis.stintIndex = [\n", "\n];\n"));
  }

  private static String entry(Page page, Section section) {
    boolean whole = section.heading().level() == 1;
    String address = page.source().target() + (whole ? "" : "#" + section.heading().id());
    return "[%s,%s,%s,%s]"
        .formatted(
            Html.json(page.title()),
            Html.json(whole ? "" : section.heading().text()),
            Html.json(address),
            Html.json(section.text()));
  }

  private SearchIndex() {}
}

package dev.stint.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** A whole page: what it says, and the ways to the others. */
final class Layout {

  private static final String GROUP_THAT_FOLDS = "Decisions";

  private final String frame;
  private final List<Page> pages;

  /**
   * @param frame the page with a place for each part, such as {@code {{content}}}
   */
  Layout(String frame, List<Page> pages) {
    this.frame = frame;
    this.pages = pages;
  }

  String of(Page page) {
    String html = frame;
    for (Map.Entry<String, String> part : parts(page).entrySet()) {
      html = html.replace("{{" + part.getKey() + "}}", part.getValue());
    }
    return html;
  }

  private Map<String, String> parts(Page page) {
    int at = pages.indexOf(page);
    Map<String, String> parts = new LinkedHashMap<>();
    boolean first = page.source().target().equals("index.html");
    parts.put(
        "title",
        Html.escaped(
            first ? "Stint: durable background tasks for the JVM" : page.title() + " · Stint"));
    parts.put("description", Html.escaped(page.description()));
    parts.put("root", page.source().toRoot());
    parts.put("home", page.source().toRoot() + "index.html");
    parts.put("navigation", navigation(page));
    parts.put("contents", contents(page));
    parts.put("previous", at > 0 ? step(page, pages.get(at - 1), "prev", "Previous") : "");
    parts.put("next", at + 1 < pages.size() ? step(page, pages.get(at + 1), "next", "Next") : "");
    parts.put("group", Html.escaped(page.source().group()));
    parts.put("content", text(page));
    return parts;
  }

  private static String step(Page from, Page to, String rel, String words) {
    return "<a class=\"%s\" rel=\"%s\" href=\"%s\"><small>%s</small> %s</a>"
        .formatted(
            rel, rel, from.source().toRoot() + to.source().target(), words, Html.escaped(name(to)));
  }

  private String navigation(Page current) {
    Map<String, List<Page>> groups =
        pages.stream()
            .collect(
                Collectors.groupingBy(
                    page -> page.source().group(), LinkedHashMap::new, Collectors.toList()));
    StringBuilder html = new StringBuilder();
    groups.forEach(
        (group, members) -> {
          boolean folds = group.equals(GROUP_THAT_FOLDS);
          boolean open = group.equals(current.source().group());
          html.append(
                  folds
                      ? (open ? "<details open=\"open\"><summary>" : "<details><summary>")
                      : "<h2>")
              .append(Html.escaped(group))
              .append(folds ? "</summary>\n<ul>\n" : "</h2>\n<ul>\n");
          members.forEach(member -> html.append(line(current, member)));
          html.append(folds ? "</ul>\n</details>\n" : "</ul>\n");
        });
    return html.toString();
  }

  private static String line(Page current, Page page) {
    return "<li><a href=\"%s\"%s>%s</a></li>\n"
        .formatted(
            current.source().toRoot() + page.source().target(),
            page.equals(current) ? " aria-current=\"page\"" : "",
            Html.escaped(name(page)));
  }

  private static String name(Page page) {
    return page.source().target().equals("index.html") ? "What Stint is" : page.title();
  }

  /** What a wide page shows beside its text, and a narrow one folded below its title. */
  private static String contents(Page page) {
    return page.contents().size() < 2
        ? ""
        : "<nav class=\"contents\" aria-label=\"On this page\">\n<h2>On this page</h2>\n"
            + headings(page)
            + "</nav>\n";
  }

  private static String text(Page page) {
    String html = SiteNodes.scrolled(page.html());
    return page.contents().size() < 2
        ? html
        : html.replaceFirst(
            "</h1>",
            Matcher.quoteReplacement(
                "</h1>\n<details class=\"here\"><summary>On this page</summary>\n"
                    + headings(page)
                    + "</details>"));
  }

  private static String headings(Page page) {
    return page.contents().stream()
        .map(
            heading ->
                "<li class=\"l%d\"><a href=\"#%s\">%s</a></li>\n"
                    .formatted(heading.level(), heading.id(), Html.escaped(heading.text())))
        .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
  }
}

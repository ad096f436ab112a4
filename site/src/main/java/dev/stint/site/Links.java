package dev.stint.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns links between files of the repository into links of the site. */
final class Links {

  /** Led to as a folder, it is the first of its pages. */
  private static final String DECISIONS = "docs/adr";

  private final Path repository;
  private final Map<String, Source> pages;
  private final Set<String> files = new LinkedHashSet<>();

  Links(Path repository, List<Source> pages) {
    this.repository = repository;
    this.pages = pages.stream().collect(Collectors.toMap(Source::path, Function.identity()));
  }

  /** Files that are no pages and that some page links to; they go along, under the same path. */
  Set<String> files() {
    return files;
  }

  /** The page that a link of a page leads to; empty if that is no page. */
  Optional<Source> page(Source from, String link) {
    return Optional.ofNullable(pages.get(path(from, link.split("#", 2)[0])));
  }

  /** Whether it leads to a folder, which the site has not. */
  boolean folder(Source from, String link) {
    return !link.contains(":")
        && !link.startsWith("#")
        && !path(from, link).equals(DECISIONS)
        && Files.isDirectory(repository.resolve(path(from, link)));
  }

  private static String path(Source from, String link) {
    return Path.of("/" + from.path())
        .resolveSibling(link)
        .normalize()
        .toString()
        .substring(1)
        .replace('\\', '/');
  }

  /**
   * @throws IllegalArgumentException if it leads nowhere
   */
  String rewritten(Source from, String link) {
    if (link.startsWith("#") || link.matches("[a-z]+:.*")) {
      return link;
    }
    String[] parts = link.split("#", 2);
    String path = path(from, parts[0]);
    String anchor = parts.length == 2 ? "#" + parts[1] : "";
    Source page = pages.get(path);
    if (page != null) {
      return from.toRoot() + page.target() + anchor;
    }
    if (path.equals(DECISIONS)) {
      return from.toRoot() + first(DECISIONS + "/").target();
    }
    if (!Files.isRegularFile(repository.resolve(path))) {
      throw new IllegalArgumentException(
          from.path() + " links to " + link + ", and there is no " + path);
    }
    files.add(path);
    return from.toRoot() + "files/" + path;
  }

  private Source first(String folder) {
    return pages.values().stream()
        .filter(page -> page.path().startsWith(folder))
        .min(Comparator.comparing(Source::path))
        .orElseThrow();
  }
}

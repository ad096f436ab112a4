package dev.stint.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which pages there are, by groups and in order: as {@code navigation.txt} lists them, then those
 * that it does not list, in the group of their folder or in {@link #OTHERS}.
 */
final class Navigation {

  /** The group of pages that no line and no folder names. */
  static final String OTHERS = "Reference";

  private static final String EXAMPLES = "examples";

  private static final Map<String, String> FOLDERS =
      Map.of("docs/how-to/", "How-to", "docs/adr/", "Decisions", EXAMPLES + "/", "Examples");

  private final List<Source> pages;

  private Navigation(List<Source> pages) {
    this.pages = List.copyOf(pages);
  }

  /**
   * @param lines a group ({@code = Name}) or a page's path each
   * @throws IllegalArgumentException if a page that is listed is not there
   */
  static Navigation of(Path repository, List<String> lines) throws IOException {
    Set<String> there = markdown(repository);
    Map<String, List<Source>> groups = new LinkedHashMap<>();
    String group = OTHERS;
    for (String line : lines) {
      if (line.startsWith("= ")) {
        group = line.substring(2);
      } else if (!line.isBlank()) {
        if (!there.remove(line)) {
          throw new IllegalArgumentException(
              "site/src/main/resources/dev/stint/site/navigation.txt lists "
                  + line
                  + ", which is not there");
        }
        members(groups, group).add(source(repository, line, group));
      }
    }
    for (String path : there) {
      String own = group(path);
      members(groups, own).add(source(repository, path, own));
    }
    return new Navigation(groups.values().stream().flatMap(List::stream).toList());
  }

  private static List<Source> members(Map<String, List<Source>> groups, String group) {
    return groups.computeIfAbsent(group, g -> new ArrayList<>());
  }

  private static Source source(Path repository, String path, String group) throws IOException {
    String first = Files.readString(repository.resolve(path)).lines().findFirst().orElse("");
    if (!first.startsWith("# ")) {
      throw new IllegalArgumentException(path + " does not begin with a heading (# …)");
    }
    return new Source(path, group, first.substring(2).replace("`", "").strip());
  }

  private static String group(String path) {
    return FOLDERS.entrySet().stream()
        .filter(folder -> path.startsWith(folder.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(OTHERS);
  }

  /** All pages of docs, those beside the README, and the examples' own. */
  private static Set<String> markdown(Path repository) throws IOException {
    Set<String> found = new TreeSet<>();
    Path examples = repository.resolve(EXAMPLES);
    try (Stream<Path> top = Files.list(repository);
        Stream<Path> docs = Files.walk(repository.resolve("docs"));
        Stream<Path> own = Files.isDirectory(examples) ? Files.walk(examples, 2) : Stream.empty()) {
      Stream.of(top, docs, own)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .map(file -> repository.relativize(file).toString().replace('\\', '/'))
          .forEach(found::add);
    }
    return found;
  }

  /** In the order in which they are read. */
  List<Source> pages() {
    return pages;
  }
}

package dev.stint.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** The site of this repository's documents, each page read as XML. */
class SiteTest {

  private static final Path REPOSITORY = Path.of("..");

  @TempDir private static Path site;

  private static final Map<String, Document> PAGES = new LinkedHashMap<>();
  private static final Map<String, Set<String>> IDS = new LinkedHashMap<>();

  @BeforeAll
  static void write() throws Exception {
    new SiteWriter(REPOSITORY).write(site);
    try (Stream<Path> files = Files.walk(site)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".html")).sorted().toList()) {
        Document page = parsed(file);
        String name = site.relativize(file).toString().replace('\\', '/');
        PAGES.put(name, page);
        IDS.put(name, Set.copyOf(new TreeSet<>(ids(page))));
      }
    }
  }

  /** Fails if it is not well formed. */
  private static Document parsed(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
    try {
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(Files.readString(file))));
    } catch (org.xml.sax.SAXException e) {
      throw new AssertionError(file + " is not well formed: " + e.getMessage(), e);
    }
  }

  /** In their order; a walk, for lists of the DOM are slow. */
  private static List<Element> all(Document page, String tag) {
    List<Element> found = new ArrayList<>();
    collect(page.getDocumentElement(), tag, found);
    return found;
  }

  private static void collect(Element element, String tag, List<Element> found) {
    if (tag.equals("*") || element.getTagName().equals(tag)) {
      found.add(element);
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        collect(inner, tag, found);
      }
    }
  }

  /** What each page refers to: links, pictures, styles and scripts. */
  private static Set<String> references(Document page) {
    Set<String> found = new TreeSet<>();
    for (Element element : all(page, "*")) {
      for (String attribute : List.of("href", "src")) {
        if (element.hasAttribute(attribute)) {
          found.add(element.getAttribute(attribute));
        }
      }
    }
    return found;
  }

  private static List<String> ids(Document page) {
    return all(page, "*").stream()
        .map(element -> element.getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  @Test
  void every_link_every_anchor_and_every_picture_is_there() {
    List<String> broken = new ArrayList<>();
    PAGES.forEach(
        (name, page) -> {
          for (String reference : references(page)) {
            if (!reference.matches("[a-z]+:.*") && !leads(name, reference)) {
              broken.add(name + " links to " + reference);
            }
          }
        });
    assertThat(broken).as("links that lead nowhere").isEmpty();
  }

  private static boolean leads(String from, String reference) {
    String[] parts = URLDecoder.decode(reference, StandardCharsets.UTF_8).split("#", 2);
    Path target =
        parts[0].isEmpty() ? site.resolve(from) : site.resolve(from).resolveSibling(parts[0]);
    String name = site.relativize(target.normalize()).toString().replace('\\', '/');
    if (parts.length == 1) {
      return Files.isRegularFile(site.resolve(name));
    }
    return IDS.getOrDefault(name, Set.of()).contains(parts[1]);
  }

  @Test
  void no_anchor_is_there_twice() {
    PAGES.forEach((name, page) -> assertThat(ids(page)).as(name).doesNotHaveDuplicates());
  }

  @Test
  void every_document_is_a_page_and_every_page_is_in_the_navigation_of_each() throws IOException {
    long documents;
    try (Stream<Path> top = Files.list(REPOSITORY);
        Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs"));
        Stream<Path> examples = Files.walk(REPOSITORY.resolve("examples"), 2)) {
      documents =
          Stream.of(top, docs, examples)
              .flatMap(files -> files)
              .filter(f -> f.toString().endsWith(".md"))
              .count();
    }
    assertThat(PAGES).hasSize((int) documents);
    PAGES.forEach(
        (name, page) -> {
          Element menu = page.getDocumentElement();
          for (Element nav : all(page, "nav")) {
            menu = nav.getAttribute("id").equals("menu") ? nav : menu;
          }
          assertThat(menu.getElementsByTagName("a").getLength()).as(name).isEqualTo(PAGES.size());
        });
  }

  @Test
  void every_page_can_be_read_on_from_the_first_to_the_last() {
    Set<String> seen = new TreeSet<>();
    String at = "index.html";
    while (seen.add(at)) {
      for (Element link : all(PAGES.get(at), "a")) {
        if (link.getAttribute("rel").equals("next")) {
          Path next = site.resolve(at).resolveSibling(link.getAttribute("href")).normalize();
          at = site.relativize(next).toString().replace('\\', '/');
        }
      }
    }
    assertThat(seen).isEqualTo(new TreeSet<>(PAGES.keySet()));
  }

  @Test
  void nothing_is_inline_and_nothing_comes_from_elsewhere() {
    PAGES.forEach(
        (name, page) -> {
          assertThat(all(page, "style")).as(name).isEmpty();
          assertThat(all(page, "script"))
              .as(name)
              .allSatisfy(script -> assertThat(script.getTextContent()).isBlank());
          for (Element element : all(page, "*")) {
            String tag = element.getTagName();
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
              String attribute = element.getAttributes().item(i).getNodeName();
              if (attribute.startsWith("on") || attribute.equals("style")) {
                throw new AssertionError(attribute + " of " + tag + " in " + name);
              }
            }
            String source = element.getAttribute(tag.equals("link") ? "href" : "src");
            if (source.contains(":")) {
              throw new AssertionError(source + " of " + tag + " in " + name);
            }
          }
        });
  }

  @Test
  void each_page_has_one_title_and_says_what_language_it_is_in() {
    PAGES.forEach(
        (name, page) -> {
          assertThat(all(page, "h1")).as(name).hasSize(1);
          assertThat(all(page, "title").get(0).getTextContent()).as(name).contains("Stint");
          assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        });
  }

  @Test
  void the_search_finds_a_word_of_each_page() throws IOException {
    String index = Files.readString(site.resolve("search-index.js"));
    assertThat(index).startsWith("globalThis.stintIndex = [");
    Pattern word = Pattern.compile("[A-Za-z]{6,}");
    PAGES.forEach(
        (name, page) -> {
          List<String> words =
              word.matcher(all(page, "article").get(0).getTextContent())
                  .results()
                  .map(found -> found.group())
                  .toList();
          String last = words.get(words.size() - 1);
          boolean found =
              index
                  .lines()
                  .anyMatch(
                      line ->
                          (line.contains('"' + name + '"') || line.contains('"' + name + '#'))
                              && line.contains(last));
          assertThat(found).as("'%s' of %s", last, name).isTrue();
        });
  }

  @Test
  void a_page_that_no_list_names_stands_in_the_group_of_its_folder_or_among_the_references(
      @TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("docs/how-to"));
    for (String page : List.of("README.md", "docs/new.md", "docs/how-to/new.md")) {
      Files.writeString(folder.resolve(page), "# A page\n\nText.\n");
    }
    Navigation navigation = Navigation.of(folder, List.of("= Start", "README.md"));

    assertThat(navigation.pages())
        .extracting(page -> page.group() + " " + page.target())
        .containsExactlyInAnyOrder(
            "Start index.html", "Reference new.html", "How-to how-to/new.html");
  }

  @Test
  void what_leads_nowhere_is_told_with_its_page(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(folder.resolve("README.md"), "# A page\n");
    assertThatThrownBy(() -> Navigation.of(folder, List.of("= Start", "docs/gone.md")))
        .hasMessageContaining("lists docs/gone.md, which is not there");

    Source page = new Source("docs/a.md", "Start", "A");
    Links links = new Links(folder, List.of(page));
    assertThatThrownBy(() -> links.rewritten(page, "gone.md#x"))
        .hasMessage("docs/a.md links to gone.md#x, and there is no docs/gone.md");
    assertThat(links.rewritten(page, "a.md#x")).isEqualTo("a.html#x");
    assertThat(links.folder(page, "../docs")).isTrue();
  }
}

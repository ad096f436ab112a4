package dev.stint.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Reads a page's Markdown. */
final class PageReader {

  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
  private final Path repository;
  private final Links links;

  PageReader(Path repository, Links links) {
    this.repository = repository;
    this.links = links;
  }

  Page read(Source source) throws IOException {
    Node document = parser.parse(Files.readString(repository.resolve(source.path())));
    document.accept(new PageLinks(links, source));
    Map<Node, Heading> headings = new HashMap<>();
    List<Section> sections = sections(document, headings);
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .percentEncodeUrls(true)
            .nodeRendererFactory(context -> new SiteNodes(context, headings))
            .build();
    return new Page(source, renderer.render(document), sections);
  }

  /** What stands under each heading; text before the first is left out. */
  private List<Section> sections(Node document, Map<Node, Heading> headings) {
    IdGenerator ids = IdGenerator.builder().build();
    List<Section> sections = new ArrayList<>();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof org.commonmark.node.Heading heading) {
        String text = Words.of(heading);
        Heading found = new Heading(heading.getLevel(), text, ids.generateId(text));
        headings.put(heading, found);
        sections.add(new Section(found, ""));
      } else if (!sections.isEmpty() && !(node instanceof org.commonmark.node.HtmlBlock)) {
        Section open = sections.remove(sections.size() - 1);
        sections.add(new Section(open.heading(), (open.text() + " " + Words.of(node)).strip()));
      }
    }
    return sections;
  }
}

package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What a repository of artifacts, and a host that imports the BOM, find in the poms. */
class PublishedPomsTest {

  private static final Path ROOT = Path.of("..");
  private static final List<String> NOT_PUBLISHED = List.of("benchmarks", "examples", "site");

  private final Element parent = project("pom.xml");
  private final Element bom = project("bom/pom.xml");

  @Test
  void the_bom_names_every_published_module() {
    List<String> modules = new ArrayList<>(texts(child(parent, "modules"), "module"));
    modules.removeAll(NOT_PUBLISHED);
    modules.remove("bom");
    Element managed = child(child(bom, "dependencyManagement"), "dependencies");
    assertThat(texts(managed, "artifactId").stream().filter(a -> a.startsWith("stint-")))
        .containsExactlyInAnyOrderElementsOf(modules.stream().map(m -> "stint-" + m).toList());
  }

  @Test
  void the_bom_and_the_build_agree() {
    assertThat(text(bom, "version")).isEqualTo(text(parent, "version"));
    for (String property : List.of("stint.url", "stint.scm")) {
      assertThat(text(child(bom, "properties"), property))
          .isEqualTo(text(child(parent, "properties"), property));
    }
    assertThat(texts(child(bom, "dependencyManagement"), "version"))
        .contains(text(child(parent, "properties"), "guava.version"));
  }

  @Test
  void every_published_module_says_what_it_is() {
    for (String module : texts(child(parent, "modules"), "module")) {
      Element pom = project(module + "/pom.xml");
      assertThat(text(pom, "name")).as(module).startsWith("Stint");
      assertThat(text(pom, "description")).as(module).endsWith(".");
    }
    for (Element pom : List.of(parent, bom)) {
      assertThat(List.of("url", "licenses", "developers", "scm"))
          .allSatisfy(part -> assertThat(text(pom, part)).isNotBlank());
    }
  }

  @Test
  void each_example_imports_the_bom_of_this_version() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
      List<Path> examples = files.filter(Files::isDirectory).toList();
      assertThat(examples).hasSizeGreaterThan(5);
      for (Path example : examples) {
        Element pom = project("examples/" + example.getFileName() + "/pom.xml");
        assertThat(text(child(pom, "properties"), "stint.version"))
            .as(example.toString())
            .isEqualTo(text(parent, "version"));
        assertThat(texts(child(pom, "dependencyManagement"), "artifactId")).contains("stint-bom");
      }
    }
  }

  private static Element project(String path) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(ROOT.resolve(path).toFile())
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }

  private static Element child(Element parent, String name) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e && e.getTagName().equals(name)) {
        return e;
      }
    }
    throw new AssertionError(parent.getTagName() + " has no " + name);
  }

  private static String text(Element parent, String name) {
    return child(parent, name).getTextContent();
  }

  private static List<String> texts(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }
}

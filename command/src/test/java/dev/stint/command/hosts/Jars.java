package dev.stint.command.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a host gets with an artifact: found on this test's own class path, along the poms that lie
 * beside the jars, as a build tool walks them. Optional dependencies and those of tests are no part
 * of it. A pom that is missing fails the test.
 */
final class Jars {

  private static final String OURS = "stint-";

  /** Artifacts by their ids. */
  private final Map<String, Path> present = new HashMap<>();

  private final Map<String, Path> chosen = new LinkedHashMap<>();

  Jars() {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry).toAbsolutePath();
      present.putIfAbsent(artifact(path), path);
    }
  }

  /** With all that it brings. */
  Jars with(String... artifacts) {
    for (String artifact : artifacts) {
      assertThat(present).containsKey(artifact);
      add(artifact);
    }
    return this;
  }

  List<Path> paths() {
    return List.copyOf(chosen.values());
  }

  List<String> names() {
    return List.copyOf(chosen.keySet());
  }

  long bytes() {
    return chosen.values().stream().mapToLong(Jars::size).sum();
  }

  private void add(String artifact) {
    Path path = present.get(artifact);
    // What the build tool did not bring is of a scope that a parent pom names.
    if (path == null || chosen.containsKey(artifact)) {
      return;
    }
    chosen.put(artifact, path);
    for (Element dependency : dependencies(pom(artifact, path))) {
      if (!"true".equals(text(dependency, "optional"))
          && List.of("", "compile", "runtime").contains(text(dependency, "scope"))) {
        add(text(dependency, "artifactId"));
      }
    }
  }

  /** Ours may lie in a module's folder, as classes or as a jar, or in a repository. */
  private static String artifact(Path path) {
    for (Path part = path; part != null && part.getParent() != null; part = part.getParent()) {
      if (part.endsWith("target")) {
        boolean tests = path.toString().contains("test-") || path.toString().contains("-tests");
        return OURS + part.getParent().getFileName() + (tests ? "-tests" : "");
      }
    }
    // .../artifact/version/artifact-version.jar
    return path.toString().endsWith("-tests.jar")
        ? path.getFileName().toString()
        : path.getParent().getParent().getFileName().toString();
  }

  private static Path pom(String artifact, Path path) {
    if (artifact.startsWith(OURS)) {
      return Path.of("..", artifact.substring(OURS.length()), "pom.xml");
    }
    return path.resolveSibling(path.getFileName().toString().replaceFirst("\\.jar$", ".pom"));
  }

  private static List<Element> dependencies(Path pom) {
    try {
      Element project =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(pom.toFile())
              .getDocumentElement();
      return children(project, "dependencies").stream()
          .flatMap(d -> children(d, "dependency").stream())
          .toList();
    } catch (Exception e) {
      throw new AssertionError("no pom " + pom, e);
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e && e.getTagName().equals(name)) {
        found.add(e);
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    return children(parent, name).stream()
        .map(e -> e.getTextContent().strip())
        .collect(Collectors.joining());
  }

  private static long size(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

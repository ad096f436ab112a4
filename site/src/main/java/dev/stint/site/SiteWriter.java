package dev.stint.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Makes the whole site from the documents of a repository. */
final class SiteWriter {

  private static final List<String> ASSETS = List.of("site.css", "site.js", "stint.svg");

  private final Path repository;

  SiteWriter(Path repository) {
    this.repository = repository;
  }

  /** Answers how many pages it has. */
  int write(Path out) throws IOException {
    Navigation navigation = Navigation.of(repository, text("navigation.txt").lines().toList());
    Links links = new Links(repository, navigation.pages());
    PageReader reader = new PageReader(repository, links);
    List<Page> pages = new ArrayList<>();
    for (Source source : navigation.pages()) {
      pages.add(reader.read(source));
    }
    Layout layout = new Layout(text("page.html"), pages);
    for (Page page : pages) {
      put(out.resolve(page.source().target()), layout.of(page));
    }
    put(out.resolve("search-index.js"), SearchIndex.script(pages));
    for (String asset : ASSETS) {
      put(out.resolve(asset), text(asset));
    }
    for (String file : links.files()) {
      Path copy = out.resolve("files").resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(repository.resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return pages.size();
  }

  private static void put(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String text(String name) throws IOException {
    try (InputStream in = SiteWriter.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the site's own file " + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

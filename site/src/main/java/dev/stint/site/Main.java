package dev.stint.site;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the site: the repository's folder, then the folder to write to. */
public final class Main {

  public static void main(String[] args) throws IOException {
    Path out = Path.of(args[1]).toAbsolutePath().normalize();
    int pages = new SiteWriter(Path.of(args[0])).write(out);
    System.out.println(pages + " pages in " + out.resolve("index.html"));
  }

  private Main() {}
}

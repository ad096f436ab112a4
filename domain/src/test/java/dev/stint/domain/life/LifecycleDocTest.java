package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dstint.docs.write=true} to write the diagram anew. */
class LifecycleDocTest {

  private static final String BEGIN = "<!-- diagram: begin -->\n";
  private static final String END = "<!-- diagram: end -->";

  @Test
  void the_diagram_in_the_docs_is_that_of_the_table() throws IOException {
    Path page = page();
    String text = Files.readString(page);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    String wanted = text.substring(0, from) + diagram() + text.substring(text.indexOf(END));
    if (Boolean.getBoolean("stint.docs.write")) {
      Files.writeString(page, wanted);
    }
    assertThat(Files.readString(page)).isEqualTo(wanted);
  }

  @Test
  void the_docs_hold_a_section_for_each_status() throws IOException {
    String text = Files.readString(page());
    for (TaskStatus status : TaskStatus.values()) {
      assertThat(text).contains("\n## " + status + "\n");
    }
  }

  private static Path page() {
    Path here = Path.of("docs", "lifecycle.md");
    return Files.exists(here) ? here : Path.of("..").resolve(here);
  }

  private static String diagram() {
    var lines = new StringBuilder("```mermaid\nstateDiagram-v2\n  [*] --> PENDING\n");
    for (TaskStatus from : TaskStatus.values()) {
      for (TaskEvent event : TaskEvent.values()) {
        for (TaskStatus to : new TreeSet<>(Lifecycle.after(from, event))) {
          lines.append("  %s --> %s: %s\n".formatted(from, to, event));
        }
      }
    }
    return lines.append("```\n").toString();
  }
}

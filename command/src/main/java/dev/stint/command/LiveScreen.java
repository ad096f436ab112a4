package dev.stint.command;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/**
 * The terminal's other screen, drawn over again and again, with keys read one by one. Closed, it
 * leaves the terminal as it was. For one thread.
 */
final class LiveScreen implements AutoCloseable {

  private static final String ENTER = "\u001B[?1049h\u001B[?25l";
  private static final String LEAVE = "\u001B[?25h\u001B[?1049l";
  private static final String HOME = "\u001B[H";
  private static final String REST_OF_LINE = "\u001B[K\r\n";
  private static final String REST_OF_SCREEN = "\u001B[J";

  private static final int CTRL_C = 3;

  private final Terminal terminal;
  private final Attributes before;

  private LiveScreen(Terminal terminal) {
    this.terminal = terminal;
    this.before = terminal.enterRawMode();
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(Attributes.LocalFlag.ISIG, false); // Ctrl-C is a key, so that all is restored.
    terminal.setAttributes(raw);
    write(ENTER);
  }

  static LiveScreen open() throws IOException {
    return new LiveScreen(TerminalBuilder.builder().system(true).dumb(true).build());
  }

  OptionalInt columns() {
    return positive(terminal.getWidth());
  }

  /** As many lines as there is room for. */
  void draw(List<String> lines) {
    int room = positive(terminal.getHeight()).orElse(24);
    List<String> shown = lines.subList(0, Math.min(room, lines.size()));
    write(HOME + String.join(REST_OF_LINE, shown) + "\u001B[K" + REST_OF_SCREEN);
  }

  private static OptionalInt positive(int number) {
    return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  /** Waits for a key; answers whether it was one that ends. */
  boolean quits(long millis) throws IOException {
    int key = terminal.reader().read(millis);
    return key == 'q' || key == 'Q' || key == CTRL_C || key == NonBlockingReader.EOF;
  }

  private void write(String text) {
    terminal.writer().print(text);
    terminal.writer().flush();
  }

  @Override
  public void close() throws IOException {
    write(LEAVE);
    terminal.setAttributes(before);
    terminal.close();
  }
}

package dev.stint.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** A call of the command, and what it said. */
record Said(int exit, String out, String err) {

  static Said of(String store, String... words) {
    return bare(stored(store, words));
  }

  /** On that store, unless the command asks none. */
  static String[] stored(String store, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    if (!words[0].equals("types")) {
      all.addAll(List.of("--store", store));
    }
    return all.toArray(String[]::new);
  }

  static Said bare(String... words) {
    return on(Display.ofProcess(), words);
  }

  static Said on(Display display, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine(display, words);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exit = command.execute(words);
    return new Said(exit, out.toString(), err.toString());
  }

  String all() {
    return out + err;
  }
}

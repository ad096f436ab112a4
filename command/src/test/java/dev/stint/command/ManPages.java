package dev.stint.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes a manual page in AsciiDoc for the command and each of its subcommands, as a packed command
 * has them.
 */
public final class ManPages {

  private ManPages() {}

  /** Writes them into the folder that the only argument names. */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]));
  }

  static void write(Path folder) throws IOException {
    File pages = Files.createDirectories(folder).toFile();
    int code =
        ManPageGenerator.generateManPage(
            pages, null, new boolean[0], true, all().toArray(new CommandSpec[0]));
    if (code != 0) {
      throw new IOException("the manual pages were not written: " + code);
    }
  }

  /** The command, and all below it. */
  static List<CommandSpec> all() {
    List<CommandSpec> found = new ArrayList<>();
    add(Main.commandLine(), found);
    return found;
  }

  private static void add(CommandLine command, List<CommandSpec> found) {
    found.add(command.getCommandSpec());
    command.getSubcommands().values().stream().distinct().forEach(below -> add(below, found));
  }
}

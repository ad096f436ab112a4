package dev.stint.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One sentence for a word that a command does not know, and for what was probably meant. */
final class UnknownWords {

  private static final int MOST = 6;

  private final CommandLine command;
  private final List<String> words;
  private final Supplier<CommandLine> all;

  private UnknownWords(CommandLine command, List<String> words, Supplier<CommandLine> all) {
    this.command = command;
    this.words = words;
    this.all = all;
  }

  /**
   * As picocli says it, but for words of which it says only where they stand.
   *
   * @param all the command with all that are under it; a call has made only its own
   */
  static String sentence(ParameterException error, List<String> typed, Supplier<CommandLine> all) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      UnknownWords unknown =
          new UnknownWords(error.getCommandLine(), unmatched.getUnmatched(), all);
      return unknown.option().orElseGet(() -> unknown.word(unknown.words.get(0)));
    }
    String sentence = String.valueOf(error.getMessage());
    // What is missing is complained of first; but who typed an unknown option looks for that.
    return error instanceof MissingParameterException
        ? new UnknownWords(error.getCommandLine(), typed, all).option().orElse(sentence)
        : sentence;
  }

  private Optional<String> option() {
    return words.stream()
        .takeWhile(word -> !word.equals("--"))
        .filter(word -> word.length() > 1 && word.startsWith("-"))
        .map(word -> word.replaceFirst("(?s)=.*", ""))
        .filter(option -> command.getCommandSpec().findOption(option) == null)
        .findFirst()
        .map(this::option);
  }

  private String option(String option) {
    List<String> others = new ArrayList<>();
    collect(all.get(), option, others);
    if (!others.isEmpty()) {
      String which = others.size() > MOST ? "" : "; it is one of: " + String.join(", ", others);
      return "'%s' has no option '%s'%s"
          .formatted(command.getCommandSpec().qualifiedName(), option, which);
    }
    Set<String> known = new TreeSet<>();
    command.getCommandSpec().options().forEach(o -> known.addAll(List.of(o.names())));
    return "unknown option '%s'".formatted(option)
        + NearWords.meant(option, known).map(UnknownWords::meant).orElse("");
  }

  /** The commands below that have the option. */
  private static void collect(CommandLine from, String option, List<String> found) {
    for (CommandLine each : from.getSubcommands().values()) {
      if (each.getCommandSpec().findOption(option) != null) {
        found.add(each.getCommandSpec().qualifiedName().substring("stint ".length()));
      }
      collect(each, option, found);
    }
  }

  private String word(String word) {
    Set<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "unexpected argument '%s'".formatted(word)
        : "there is no command '%s'".formatted(word)
            + NearWords.meant(word, commands)
                .map(UnknownWords::meant)
                .orElseGet(() -> "; there are: " + String.join(", ", commands));
  }

  private static String meant(String word) {
    return "; did you mean '%s'?".formatted(word);
  }
}

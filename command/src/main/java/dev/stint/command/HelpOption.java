package dev.stint.command;

import picocli.CommandLine.Option;

/** What every command takes, also one that does nothing but hold others. */
class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;
}

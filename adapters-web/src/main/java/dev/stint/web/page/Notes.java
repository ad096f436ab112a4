package dev.stint.web.page;

import dev.stint.web.ApiRole;
import java.util.Map;

/** Sentences about what was done. An address names them; it cannot make one up. */
final class Notes {

  private static final Map<String, String> DONE =
      Map.ofEntries(
          Map.entry("pause", "Paused."),
          Map.entry("resume", "Resumed."),
          Map.entry("cancel", "Cancelled."),
          Map.entry("restart", "Restarted."),
          Map.entry("restart-at", "It goes on where you said."),
          Map.entry("replay", "What it set aside is being done again."),
          Map.entry("remove", "Removed."),
          Map.entry("priority", "The priority is changed."),
          Map.entry("limit", "The limit is changed."),
          Map.entry("run", "A run is requested."),
          Map.entry("signalled", "The worker that runs it was told; it follows in a moment."),
          Map.entry("all", "Done for all that were selected."),
          Map.entry(
              "some",
              "Done where it was possible; others could not be, or changed since the list was loaded."),
          Map.entry(
              "none",
              "Nothing was done: none of those selected can be, or they changed since the list was loaded."),
          Map.entry("nothing", "Select tasks first."));

  private Notes() {}

  static String done(Form form) {
    return form.text("done").map(name -> DONE.getOrDefault(name, "")).orElse("");
  }

  static String role(ApiRole role) {
    return switch (role) {
      case READ -> "may look";
      case OPERATE -> "may operate";
      case ADMINISTER -> "may administer";
    };
  }
}

package dev.stint.web;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.StoreRefusedException;
import dev.stint.application.api.StoreTrouble;

/** What is told of a look that failed, as an answer would. */
final class EventWords {

  private EventWords() {}

  static String of(Throwable trouble) {
    if (StoreTrouble.mayPass(trouble)) {
      return detail(ApiAnswer.STORE_AWAY);
    }
    boolean refused =
        trouble instanceof RefusedException && !(trouble instanceof StoreRefusedException);
    return detail(
        refused ? String.valueOf(trouble.getMessage()) : "internal error; see the server's log");
  }

  static String detail(String sentence) {
    return JsonText.of(Facts.of("detail", sentence));
  }
}

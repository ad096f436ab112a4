package dev.stint.bootstrap;

import dev.stint.application.api.LinkRenderer;
import dev.stint.application.api.NoticeRenderer;
import dev.stint.application.service.AskParts;
import dev.stint.application.service.Types;
import dev.stint.application.spi.ArgumentCodec;
import java.util.concurrent.locks.LockSupport;

/** What the answers to questions are made of, on a real machine. */
final class Asking {

  private Asking() {}

  static AskParts parts(
      Types types, ArgumentCodec codec, LinkRenderer links, NoticeRenderer notices) {
    return new AskParts(
        types,
        codec,
        links,
        notices,
        System::nanoTime,
        LockSupport::parkNanos,
        Asking::onItsOwnThread);
  }

  private static void onItsOwnThread(Runnable loop) {
    Thread thread = new Thread(loop, "stint-await");
    thread.setDaemon(true);
    thread.start();
  }
}

package dev.stint.bootstrap;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.service.AskParts;
import dev.stint.application.service.Types;
import java.util.concurrent.locks.LockSupport;

/** What the answers to questions are made of, on a real machine. */
final class QueryFactory {

  private QueryFactory() {}

  static AskParts parts(
      Types types, ArgumentCodec codec, LinkRenderer links, NoticeRenderer notices) {
    return new AskParts(
        types,
        codec,
        links,
        notices,
        System::nanoTime,
        LockSupport::parkNanos,
        QueryFactory::onItsOwnThread);
  }

  private static void onItsOwnThread(Runnable loop) {
    Thread thread = new Thread(loop, "stint-await");
    thread.setDaemon(true);
    thread.start();
  }
}

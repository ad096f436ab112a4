package dev.stint.bootstrap;

import dev.stint.application.api.LinkRenderer;
import dev.stint.application.api.NoticeRenderer;
import dev.stint.application.service.AskParts;
import dev.stint.application.service.Types;
import dev.stint.application.spi.ArgumentCodec;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** What of a process's threads and clock the ports are made with. */
final class Threads {

  /** Random numbers for many threads at once. */
  static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

  private Threads() {}

  static AskParts asking(
      Types types, ArgumentCodec codec, LinkRenderer links, NoticeRenderer notices) {
    return new AskParts(
        types,
        codec,
        links,
        notices,
        System::nanoTime,
        LockSupport::parkNanos,
        Threads::onItsOwnThread);
  }

  private static void onItsOwnThread(Runnable loop) {
    Thread thread = new Thread(loop, "stint-await");
    thread.setDaemon(true);
    thread.start();
  }
}

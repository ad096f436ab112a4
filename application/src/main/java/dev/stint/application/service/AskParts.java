package dev.stint.application.service;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.application.api.extend.NoticeRenderer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What asking needs beside the store.
 *
 * @param nanos monotone time
 * @param pause waits this many nanoseconds, or less
 * @param start runs a loop on a thread of its own
 */
public record AskParts(
    Types types,
    ArgumentCodec codec,
    LinkRenderer links,
    NoticeRenderer notices,
    LongSupplier nanos,
    LongConsumer pause,
    Consumer<Runnable> start) {

  public AskParts {
    links = GuardedRenderers.of(links);
    notices = GuardedRenderers.of(notices);
  }
}

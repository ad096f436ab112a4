package dev.stint.application.service;

import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.log.GuardedLog;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * A host's renderers, which may throw anything or answer null: then what the default ones say is
 * shown instead, so that who looks at a task still sees it. Thread-safe.
 */
final class GuardedRenderers {

  private static final Logger LOG = GuardedLog.of(GuardedRenderers.class);

  private GuardedRenderers() {}

  static LinkRenderer of(LinkRenderer links) {
    return link -> said(() -> links.url(link), () -> LinkRenderer.DEFAULT.url(link));
  }

  static NoticeRenderer of(NoticeRenderer notices) {
    return about -> said(() -> notices.notice(about), () -> NoticeRenderer.DEFAULT.notice(about));
  }

  private static String said(Supplier<String> hosts, Supplier<String> instead) {
    try {
      return Optional.ofNullable(hosts.get()).orElseGet(instead);
    } catch (Throwable e) {
      LOG.error("a renderer of the host failed; the default one is used", e);
      return instead.get();
    }
  }
}

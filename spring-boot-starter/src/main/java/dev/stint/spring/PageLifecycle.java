package dev.stint.spring;

import jakarta.servlet.Servlet;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the page's live events before the web server stops: it would wait for these requests, which
 * end by themselves after half an hour, as long as a phase of the shutdown may take.
 */
final class PageLifecycle implements SmartLifecycle {

  private final Servlet page;
  private volatile boolean running;

  PageLifecycle(Servlet page) {
    this.page = page;
  }

  @Override
  public void start() {
    running = true;
  }

  /** The container does the same later, to no effect. */
  @Override
  public void stop() {
    page.destroy();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

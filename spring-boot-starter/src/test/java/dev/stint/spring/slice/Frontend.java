package dev.stint.spring.slice;

import org.springframework.stereotype.Component;

/** What no test of tasks needs, and what would not come up in one. */
@Component
class Frontend {

  Frontend() {
    throw new IllegalStateException("not in a test of tasks");
  }
}

package dev.stint.spring;

import dev.stint.application.api.Config;
import dev.stint.application.api.operate.Work;
import org.springframework.boot.health.contributor.Health;

/** Health as {@link Work#condition} tells it. */
record StintHealth(Work work, Config config) {

  /** Up if it can claim, settle and renew; and where the configuration says that nothing runs. */
  Health readiness() {
    Work.Condition now = work.condition();
    Health.Builder health = now.healthy() || !config.runs() ? Health.up() : Health.down();
    return health
        .withDetail("condition", now.words())
        .withDetail("running", now.running())
        .withDetail("lostSlots", now.lostSlots())
        .build();
  }

  /** Down once every slot is held by an action that does not return: only a restart helps. */
  Health liveness() {
    int lost = work.condition().lostSlots();
    return (lost < config.parallelism() ? Health.up() : Health.down())
        .withDetail("lostSlots", lost)
        .build();
  }
}

package dev.stint.application.memory;

import dev.stint.application.contract.WakeupsContract;
import dev.stint.application.spi.Wakeups;

class InProcessWakeupsTest extends WakeupsContract {
  @Override
  protected Wakeups open() {
    return new InProcessWakeups();
  }
}

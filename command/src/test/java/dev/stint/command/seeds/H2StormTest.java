package dev.stint.command.seeds;

import org.junit.jupiter.api.Nested;

/** People who steer at random, on H2. */
class H2StormTest {

  @Nested
  class InMemory extends StormRows {
    InMemory() {
      super(RowStore.H2_MEMORY);
    }
  }

  @Nested
  class InFile extends StormRows {
    InFile() {
      super(RowStore.H2_FILE);
    }
  }
}

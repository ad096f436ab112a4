package dev.stint.application.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.ChunkStoreContract;
import dev.stint.application.contract.StoreFixture;
import org.junit.jupiter.api.Test;

class MemoryChunkStoreTest extends ChunkStoreContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }

  @Test
  void it_says_that_it_has_no_transactions() {
    assertThat(stores.chunks().transactionKinds()).isEmpty();
  }
}

package dev.stint.jdbc;

import dev.stint.application.contract.ChunkStoreContract;
import dev.stint.application.contract.ClaimContract;
import dev.stint.application.contract.MutexesContract;
import dev.stint.application.contract.RequestStoreContract;
import dev.stint.application.contract.RunStoreContract;
import dev.stint.application.contract.SerialKeyContract;
import dev.stint.application.contract.SteerStoreContract;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WorkerStoreContract;
import org.junit.jupiter.api.Nested;

/** The contracts of what writes, over whatever pool the test opens its stores on. */
abstract class WritingContracts {

  /** A fresh, empty store over that pool. */
  abstract StoreFixture store();

  @Nested
  class ChunkStore extends ChunkStoreContract {
    @Override
    protected StoreFixture open() {
      return store();
    }
  }

  @Nested
  class Claim extends ClaimContract {
    @Override
    protected StoreFixture open() {
      return store();
    }
  }

  @Nested
  class Mutexes extends MutexesContract {
    @Override
    protected StoreFixture open() {
      return store();
    }
  }

  @Nested
  class RequestStore extends RequestStoreContract {
    @Override
    protected StoreFixture open() {
      return store();
    }
  }

  @Nested
  class RunStore extends RunStoreContract {
    @Override
    protected StoreFixture open() {
      return store();
    }
  }

  @Nested
  class SerialKey extends SerialKeyContract {
    @Override
    protected StoreFixture open() {
      return store();
    }
  }

  @Nested
  class SteerStore extends SteerStoreContract {
    @Override
    protected StoreFixture open() {
      return store();
    }
  }

  @Nested
  class WorkerStore extends WorkerStoreContract {
    @Override
    protected StoreFixture open() {
      return store();
    }
  }
}

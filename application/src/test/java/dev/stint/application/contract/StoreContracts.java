package dev.stint.application.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * Every contract that a store keeps with nothing but its fixture; one subclass a store. The tags
 * choose one contract, as {@code scripts/try} does.
 */
public abstract class StoreContracts {

  /** A fresh, empty store. */
  protected abstract StoreFixture store() throws Exception;

  @Nested
  @Tag("ChunkStore")
  class ChunkStore extends ChunkStoreContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("Claim")
  class Claim extends ClaimContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("Clock")
  class Clock extends ClockContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("Successor")
  class Successor extends SuccessorContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("FallenBack")
  class FallenBack extends FallenBackContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("Fence")
  class Fence extends FenceContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("KillPoint")
  class KillPoint extends KillPointContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("ListOrder")
  class ListOrder extends ListOrderContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("Mutexes")
  class Mutexes extends MutexesContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("OlderHistory")
  class OlderHistory extends OlderHistoryContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("QueryStore")
  class QueryStore extends QueryStoreContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("Count")
  class Count extends CountContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("RegisterStore")
  class RegisterStore extends RegisterStoreContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("RequestStore")
  class RequestStore extends RequestStoreContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("Secret")
  class Secret extends SecretContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("RunHistory")
  class RunHistory extends RunHistoryContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("RunStore")
  class RunStore extends RunStoreContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("SerialKey")
  class SerialKey extends SerialKeyContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("SteerStore")
  class SteerStore extends SteerStoreContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("Extremes")
  class Extremes extends ExtremesContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("UnknownCode")
  class UnknownCode extends UnknownCodeContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("WaitStore")
  class WaitStore extends WaitStoreContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }

  @Nested
  @Tag("WorkerStore")
  class WorkerStore extends WorkerStoreContract {
    @Override
    protected StoreFixture open() throws Exception {
      return store();
    }
  }
}

package dev.stint.jdbc;

import dev.stint.application.contract.ChunkStoreContract;
import dev.stint.application.contract.ClaimContract;
import dev.stint.application.contract.MutexesContract;
import dev.stint.application.contract.RequestStoreContract;
import dev.stint.application.contract.RunStoreContract;
import dev.stint.application.contract.SteerStoreContract;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WorkerStoreContract;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

/** What writes, over a pool that sets all that can be set another way. */
class MariadbOddPoolTest {

  @Nested
  class ChunkStore extends ChunkStoreContract {
    @Override
    protected StoreFixture open() {
      return OddPools.mariadb();
    }
  }

  @Nested
  class Claim extends ClaimContract {
    @Override
    protected StoreFixture open() {
      return OddPools.mariadb();
    }
  }

  @Nested
  class Mutexes extends MutexesContract {
    @Override
    protected StoreFixture open() {
      return OddPools.mariadb();
    }
  }

  @Nested
  class RequestStore extends RequestStoreContract {
    @Override
    protected StoreFixture open() {
      return OddPools.mariadb();
    }
  }

  @Nested
  class RunStore extends RunStoreContract {
    @Override
    protected StoreFixture open() {
      return OddPools.mariadb();
    }
  }

  @Nested
  class SteerStore extends SteerStoreContract {
    @Override
    protected StoreFixture open() {
      return OddPools.mariadb();
    }
  }

  @Nested
  class WorkerStore extends WorkerStoreContract {
    @Override
    protected StoreFixture open() {
      return OddPools.mariadb();
    }
  }

  @Nested
  class Transaction extends JdbcTransactionContract {
    @Override
    protected StoreFixture open() throws Exception {
      makeTable();
      return OddPools.mariadb();
    }

    @Override
    DataSource users() {
      return MariadbFixture.server();
    }
  }
}

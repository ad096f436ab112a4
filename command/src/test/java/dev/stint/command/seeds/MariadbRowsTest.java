package dev.stint.command.seeds;

import org.junit.jupiter.api.Nested;

/** Every row, on this store; docs/seeds.md. */
class MariadbRowsTest {

  @Nested
  class Ask extends AskRows {
    Ask() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Bound extends BoundRows {
    Bound() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Care extends CareRows {
    Care() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Child extends ChildRows {
    Child() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Chunk extends ChunkRows {
    Chunk() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Combodo extends CombodoRows {
    Combodo() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Host extends HostRows {
    Host() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Inline extends InlineRows {
    Inline() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Life extends LifeRows {
    Life() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Order extends OrderRows {
    Order() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class People extends PeopleRows {
    People() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Request extends RequestRows {
    Request() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Retry extends RetryRows {
    Retry() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Run extends RunRows {
    Run() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Step extends StepRows {
    Step() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Wait extends WaitRows {
    Wait() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Web extends WebRows {
    Web() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Wiring extends WiringRows {
    Wiring() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Adt extends AdtRows {
    Adt() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Gnosis extends GnosisRows {
    Gnosis() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Held extends HeldRows {
    Held() {
      super(RowStore.MARIADB);
    }
  }

  @Nested
  class Storm extends StormRows {
    Storm() {
      super(RowStore.MARIADB);
    }
  }
}

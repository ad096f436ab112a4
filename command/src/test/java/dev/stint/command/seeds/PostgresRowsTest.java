package dev.stint.command.seeds;

import org.junit.jupiter.api.Nested;

/** Every row, on this store; docs/seeds.md. */
class PostgresRowsTest {

  @Nested
  class Ask extends AskRows {
    Ask() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Bound extends BoundRows {
    Bound() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Care extends CareRows {
    Care() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Child extends ChildRows {
    Child() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Chunk extends ChunkRows {
    Chunk() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Combodo extends CombodoRows {
    Combodo() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Host extends HostRows {
    Host() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Inline extends InlineRows {
    Inline() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Life extends LifeRows {
    Life() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Order extends OrderRows {
    Order() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class People extends PeopleRows {
    People() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Request extends RequestRows {
    Request() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Retry extends RetryRows {
    Retry() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Run extends RunRows {
    Run() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Step extends StepRows {
    Step() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Wait extends WaitRows {
    Wait() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Web extends WebRows {
    Web() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Wiring extends WiringRows {
    Wiring() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Adt extends AdtRows {
    Adt() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Gnosis extends GnosisRows {
    Gnosis() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Held extends HeldRows {
    Held() {
      super(RowStore.POSTGRES);
    }
  }

  @Nested
  class Storm extends StormRows {
    Storm() {
      super(RowStore.POSTGRES);
    }
  }
}

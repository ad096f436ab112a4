package dev.stint.command.seeds;

import org.junit.jupiter.api.Nested;

/** Every row, on this store; docs/seeds.md. */
class SqliteRowsTest {

  @Nested
  class Ask extends AskRows {
    Ask() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Bound extends BoundRows {
    Bound() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Care extends CareRows {
    Care() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Child extends ChildRows {
    Child() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Chunk extends ChunkRows {
    Chunk() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Combodo extends CombodoRows {
    Combodo() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Host extends HostRows {
    Host() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Inline extends InlineRows {
    Inline() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Life extends LifeRows {
    Life() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Order extends OrderRows {
    Order() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class People extends PeopleRows {
    People() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Request extends RequestRows {
    Request() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Retry extends RetryRows {
    Retry() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Run extends RunRows {
    Run() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Step extends StepRows {
    Step() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Wait extends WaitRows {
    Wait() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Web extends WebRows {
    Web() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Wiring extends WiringRows {
    Wiring() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Adt extends AdtRows {
    Adt() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Gnosis extends GnosisRows {
    Gnosis() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Held extends HeldRows {
    Held() {
      super(RowStore.SQLITE);
    }
  }

  @Nested
  class Storm extends StormRows {
    Storm() {
      super(RowStore.SQLITE);
    }
  }
}

package dev.stint.command.seeds;

import org.junit.jupiter.api.Nested;

/** Every row, on this store; docs/seeds.md. */
class MemoryRowsTest {

  @Nested
  class Ask extends AskRows {
    Ask() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Bound extends BoundRows {
    Bound() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Care extends CareRows {
    Care() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Child extends ChildRows {
    Child() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Chunk extends ChunkRows {
    Chunk() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Combodo extends CombodoRows {
    Combodo() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Host extends HostRows {
    Host() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Inline extends InlineRows {
    Inline() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Life extends LifeRows {
    Life() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Order extends OrderRows {
    Order() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class People extends PeopleRows {
    People() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Request extends RequestRows {
    Request() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Retry extends RetryRows {
    Retry() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Run extends RunRows {
    Run() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Step extends StepRows {
    Step() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Wait extends WaitRows {
    Wait() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Web extends WebRows {
    Web() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Wiring extends WiringRows {
    Wiring() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Adt extends AdtRows {
    Adt() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Gnosis extends GnosisRows {
    Gnosis() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Held extends HeldRows {
    Held() {
      super(RowStore.MEMORY);
    }
  }

  @Nested
  class Storm extends StormRows {
    Storm() {
      super(RowStore.MEMORY);
    }
  }
}

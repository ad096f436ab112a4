package dev.stint.command.seeds;

import org.junit.jupiter.api.Nested;

/** Every row, on this store; docs/seeds.md. */
class MongoRowsTest {

  @Nested
  class Ask extends AskRows {
    Ask() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Bound extends BoundRows {
    Bound() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Care extends CareRows {
    Care() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Child extends ChildRows {
    Child() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Chunk extends ChunkRows {
    Chunk() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Combodo extends CombodoRows {
    Combodo() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Host extends HostRows {
    Host() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Inline extends InlineRows {
    Inline() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Life extends LifeRows {
    Life() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Order extends OrderRows {
    Order() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class People extends PeopleRows {
    People() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Request extends RequestRows {
    Request() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Retry extends RetryRows {
    Retry() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Run extends RunRows {
    Run() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Step extends StepRows {
    Step() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Wait extends WaitRows {
    Wait() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Web extends WebRows {
    Web() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Wiring extends WiringRows {
    Wiring() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Adt extends AdtRows {
    Adt() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Gnosis extends GnosisRows {
    Gnosis() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Held extends HeldRows {
    Held() {
      super(RowStore.MONGO);
    }
  }

  @Nested
  class Storm extends StormRows {
    Storm() {
      super(RowStore.MONGO);
    }
  }
}

package dev.stint.command.seeds;

import org.junit.jupiter.api.Nested;

/** Every row, on this store; docs/seeds.md. */
class RedisRowsTest {

  @Nested
  class Ask extends AskRows {
    Ask() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Bound extends BoundRows {
    Bound() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Care extends CareRows {
    Care() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Child extends ChildRows {
    Child() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Chunk extends ChunkRows {
    Chunk() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Combodo extends CombodoRows {
    Combodo() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Host extends HostRows {
    Host() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Inline extends InlineRows {
    Inline() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Life extends LifeRows {
    Life() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Order extends OrderRows {
    Order() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class People extends PeopleRows {
    People() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Request extends RequestRows {
    Request() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Retry extends RetryRows {
    Retry() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Run extends RunRows {
    Run() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Step extends StepRows {
    Step() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Wait extends WaitRows {
    Wait() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Web extends WebRows {
    Web() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Wiring extends WiringRows {
    Wiring() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Adt extends AdtRows {
    Adt() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Gnosis extends GnosisRows {
    Gnosis() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Held extends HeldRows {
    Held() {
      super(RowStore.REDIS);
    }
  }

  @Nested
  class Storm extends StormRows {
    Storm() {
      super(RowStore.REDIS);
    }
  }
}

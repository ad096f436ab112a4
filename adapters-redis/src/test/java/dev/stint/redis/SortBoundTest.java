package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.domain.OutOfBoundsException;
import dev.stint.domain.Owner;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.task.TaskFilter;
import org.junit.jupiter.api.Test;

/** Redis has no index but that of the ids: what it would have to read for a page is bounded. */
class SortBoundTest extends Contract {

  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }

  @Test
  void more_than_may_be_read_is_refused_in_one_sentence_and_never_cut_short() {
    insert(Sample.of(1), Sample.of(2), Sample.of(3), Sample.of(4).in(Sample.OTHER_LINE));
    RedisFixture redis = (RedisFixture) fixture;
    TaskFilter due = TaskFilter.newest(1).order(TaskOrder.DUE);

    assertThat(redis.listing(4).list(due)).hasSize(1);
    assertThatThrownBy(() -> redis.listing(3).list(due))
        .isInstanceOf(OutOfBoundsException.class)
        .hasMessage(
            "more than 3 tasks are left to be sorted by due, which Redis has no index for; ask for"
                + " fewer, or for the newest or oldest first");
    assertThat(redis.listing(3).list(due.type(Sample.TYPE).owner(new Owner("x")))).isEmpty();
    assertThat(redis.listing(3).list(TaskFilter.newest(9).order(TaskOrder.OLDEST))).hasSize(4);
  }
}

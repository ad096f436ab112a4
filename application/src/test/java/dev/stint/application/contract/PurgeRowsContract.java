package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.extend.PurgeRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of the host's own: which ones go, in which order, and that no other one does. */
public abstract class PurgeRowsContract {

  private static final Instant DAY = Instant.parse("2026-01-31T00:00:00Z");

  protected Orders orders = NoOrders.NONE;

  /** Orders of a host: a number, when it was placed if that is known, and whether it is paid. */
  public interface Orders extends AutoCloseable {

    void put(int number, Optional<Instant> placed, boolean paid) throws Exception;

    void pay(int number) throws Exception;

    /** The numbers that are left, in order. */
    List<Integer> left() throws Exception;

    /** All of them, before it is said which ones go. */
    PurgeRows undecided();

    /** Those placed early enough. */
    PurgeRows dated();

    /** Those that are not paid. */
    PurgeRows unpaid();

    /** Those placed early enough that are not paid. */
    PurgeRows datedUnpaid();

    @Override
    void close() throws Exception;
  }

  /** No orders yet. */
  protected abstract Orders open() throws Exception;

  /** Of the days around one: two before it, one at its beginning, one after it, one of no day. */
  @BeforeEach
  public void begin() throws Exception {
    orders = open();
    orders.put(30, Optional.of(DAY.minusSeconds(1)), true);
    orders.put(4, Optional.of(DAY.minusSeconds(86_400)), false);
    orders.put(5, Optional.of(DAY), false);
    orders.put(6, Optional.of(DAY.plusSeconds(1)), true);
    orders.put(7, Optional.empty(), false);
  }

  @AfterEach
  public void end() throws Exception {
    orders.close();
  }

  /** Deletes what is found, in pages of two; answers how many pages there were. */
  private static int purge(PurgeRows rows) throws Exception {
    int pages = 0;
    List<String> keys = rows.find(Optional.empty(), 2, DAY);
    while (!keys.isEmpty()) {
      pages++;
      rows.delete(keys, DAY);
      keys = rows.find(Optional.of(keys.get(keys.size() - 1)), 2, DAY);
    }
    return pages;
  }

  @Test
  void what_is_older_goes_and_what_is_as_old_or_has_no_date_stays() throws Exception {
    assertThat(purge(orders.dated())).isOne();
    assertThat(orders.left()).containsExactly(5, 6, 7);
  }

  @Test
  void what_a_query_finds_goes_whatever_its_date() throws Exception {
    assertThat(purge(orders.unpaid())).isEqualTo(2);
    assertThat(orders.left()).containsExactly(6, 30);
  }

  @Test
  void a_date_and_a_query_must_both_hold() throws Exception {
    assertThat(purge(orders.datedUnpaid())).isOne();
    assertThat(orders.left()).containsExactly(5, 6, 7, 30);
  }

  @Test
  void keys_are_found_in_their_order_page_by_page_and_nothing_is_changed() throws Exception {
    PurgeRows unpaid = orders.unpaid();
    List<String> all = unpaid.find(Optional.empty(), 9, DAY);
    List<String> paged = new ArrayList<>(unpaid.find(Optional.empty(), 1, DAY));
    paged.addAll(unpaid.find(Optional.of(paged.get(0)), 1, DAY));
    paged.addAll(unpaid.find(Optional.of(paged.get(1)), 9, DAY));

    assertThat(all).hasSize(3).doesNotHaveDuplicates();
    assertThat(paged).isEqualTo(all);
    assertThat(unpaid.find(Optional.of(all.get(2)), 9, DAY)).isEmpty();
    unpaid.check();
    assertThat(orders.left()).containsExactly(4, 5, 6, 7, 30);
  }

  @Test
  void what_does_not_match_any_more_is_not_deleted_and_a_repeat_harms_nothing() throws Exception {
    PurgeRows unpaid = orders.unpaid();
    List<String> found = unpaid.find(Optional.empty(), 9, DAY);
    orders.pay(5);

    unpaid.delete(found, DAY);
    unpaid.delete(found, DAY);

    assertThat(orders.left()).containsExactly(5, 6, 30);
  }

  @Test
  void rows_of_which_nothing_says_which_go_are_refused_in_one_sentence() throws Exception {
    assertThatThrownBy(() -> orders.undecided().check())
        .isInstanceOf(RefusedException.class)
        .hasMessageMatching("a date (column|field) or a (condition|filter) says which .* go");
    orders.dated().check();
    assertThat(orders.left()).hasSize(5);
  }

  /** Stands in before a test opened its own. */
  static final class NoOrders implements Orders {

    static final Orders NONE = new NoOrders();

    private static final PurgeRows NOTHING =
        new PurgeRows() {
          @Override
          public void check() {}

          @Override
          public List<String> find(Optional<String> after, int count, Instant before) {
            return List.of();
          }

          @Override
          public void delete(List<String> keys, Instant before) {}
        };

    @Override
    public void put(int number, Optional<Instant> placed, boolean paid) {}

    @Override
    public void pay(int number) {}

    @Override
    public List<Integer> left() {
      return List.of();
    }

    @Override
    public PurgeRows undecided() {
      return NOTHING;
    }

    @Override
    public PurgeRows dated() {
      return NOTHING;
    }

    @Override
    public PurgeRows unpaid() {
      return NOTHING;
    }

    @Override
    public PurgeRows datedUnpaid() {
      return NOTHING;
    }

    @Override
    public void close() {}
  }
}

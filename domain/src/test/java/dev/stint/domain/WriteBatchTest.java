package dev.stint.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteBatchTest {

  private static final int KIB = 1024;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // items, KiB of each, and how many items each write then holds
        "0, 0, -",
        "1, 0, 1",
        "500, 0, 500",
        "501, 0, 500 1",
        "1200, 1, 500 500 200",
        "4, 1024, 4",
        "5, 1024, 4 1",
        "9, 1024, 4 4 1",
        "5, 4096, 1 1 1 1 1",
        "3, 20000, 1 1 1",
        "500, 8, 500",
        "513, 9, 455 58",
      })
  void items_of_one_size_are_cut(int items, int kib, String writes) {
    List<Integer> all = Collections.nCopies(items, kib * KIB);

    String cut =
        String.join(
            " ", WriteBatch.cut(all, size -> size).stream().map(w -> "" + w.size()).toList());

    assertThat(cut).isEqualTo(writes == null ? "" : writes);
  }

  @Test
  void a_store_may_take_other_numbers_of_rows_and_no_more_bytes() {
    List<Integer> all = Collections.nCopies(1_200, KIB);

    assertThat(WriteBatch.cut(all, size -> size, 1_000))
        .extracting(List::size)
        .containsExactly(1_000, 200);
    assertThat(WriteBatch.cut(all, size -> 8 * size, 1_000))
        .extracting(List::size)
        .containsExactly(512, 512, 176);
  }

  @Test
  void a_large_item_goes_alone_and_the_order_is_kept() {
    long most = WriteBatch.MOST_BYTES;
    List<Long> items = List.of(1L, 2L, most + 1, 3L, most, most - 3, 1L, 2L, 1L);

    List<List<Long>> writes = WriteBatch.cut(items, size -> size);

    assertThat(writes)
        .containsExactly(
            List.of(1L, 2L),
            List.of(most + 1),
            List.of(3L),
            List.of(most),
            List.of(most - 3, 1L, 2L),
            List.of(1L));
    List<Long> joined = new ArrayList<>();
    writes.forEach(joined::addAll);
    assertThat(joined).isEqualTo(items);
  }
}

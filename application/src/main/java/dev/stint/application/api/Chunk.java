package dev.stint.application.api;

import java.util.List;
import java.util.Objects;

/**
 * Items to process together.
 *
 * @param items none of them null
 * @param next the cursor once all of them are done; only a {@code last} chunk without items needs
 *     none
 * @param last whether nothing follows them
 */
public record Chunk<I, C>(List<I> items, C next, boolean last) {

  public Chunk {
    Objects.requireNonNull(items, "the items of a chunk are null; it may have none");
    for (I item : items) {
      Objects.requireNonNull(item, "an item of a chunk is null");
    }
    items = List.copyOf(items);
  }
}

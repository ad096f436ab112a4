package dev.stint.application.api;

import java.util.List;

/**
 * Items to process together.
 *
 * @param next the cursor once all of them are done
 * @param last whether nothing follows them
 */
public record Chunk<I, C>(List<I> items, C next, boolean last) {

  public Chunk {
    items = List.copyOf(items);
  }
}

package dev.stint.command.builtin;

import dev.stint.application.api.ChunkContext;
import java.util.List;

/** Where nothing is imported: for what only reads files or names task types. */
final class NoImports implements ImportTarget {

  @Override
  public boolean atomic() {
    return false;
  }

  @Override
  public void prepare(Load load, ChunkContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long lastKey(String table) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void write(Load load, List<Row> rows, ChunkContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Counts finish(Load load) {
    throw new UnsupportedOperationException();
  }
}

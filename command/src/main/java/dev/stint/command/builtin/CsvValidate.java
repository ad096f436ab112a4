package dev.stint.command.builtin;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import java.util.List;
import java.util.Optional;

/** Makes the table ready, once. */
final class CsvValidate implements ChunkedAction<CsvImport, String, String> {

  private final ImportTarget target;

  CsvValidate(ImportTarget target) {
    this.target = target;
  }

  @Override
  public Class<String> cursorType() {
    return String.class;
  }

  @Override
  public boolean atomic() {
    return target.atomic();
  }

  @Override
  public Chunk<String, String> next(CsvImport arguments, Optional<String> after, int size) {
    List<String> items = after.isPresent() ? List.of() : List.of(arguments.table());
    return new Chunk<>(items, "ready", true);
  }

  @Override
  public void process(CsvImport arguments, List<String> items, ChunkContext context)
      throws Exception {
    target.prepare(CsvHeader.load(arguments, context.action()), context);
  }
}

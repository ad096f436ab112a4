package dev.stint.bootstrap.builtin;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies records into the table, chunk by chunk. */
final class CsvLoad implements ChunkedAction<CsvImport, CsvLine, CsvPlace> {

  private final ImportTarget target;

  CsvLoad(ImportTarget target) {
    this.target = target;
  }

  @Override
  public Class<CsvPlace> cursorType() {
    return CsvPlace.class;
  }

  @Override
  public boolean atomic() {
    return target.atomic();
  }

  @Override
  public String nameOf(CsvLine item) {
    return "line " + item.number();
  }

  @Override
  public long total(CsvImport arguments) throws IOException {
    Path file = Path.of(arguments.file());
    if (!Files.isRegularFile(file)) {
      return -1;
    }
    long lines = 0;
    int last = '\n';
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        lines += b == '\n' ? 1 : 0;
        last = b;
      }
    }
    return Math.max(0, lines + (last == '\n' ? 0 : 1) - 1);
  }

  @Override
  public Chunk<CsvLine, CsvPlace> next(CsvImport arguments, Optional<CsvPlace> after, int size)
      throws Exception {
    CsvHeader header = CsvHeader.read(arguments.file());
    if (after.isEmpty() && arguments.append()) {
      // No row before the base is in a checkpoint: asked again, the table would answer another.
      CsvPlace base = header.first().after(target.lastKey(arguments.table()));
      return new Chunk<>(List.of(), base, false);
    }
    List<CsvLine> lines = new ArrayList<>();
    try (CsvSource source =
        CsvSource.open(arguments.file(), after.orElse(header.first()), header.columns().size())) {
      Optional<CsvLine> line = Optional.empty();
      while (lines.size() < size && (line = source.next()).isPresent()) {
        lines.add(line.get());
      }
      return new Chunk<>(lines, source.place(), lines.size() < size);
    }
  }

  @Override
  public void process(CsvImport arguments, List<CsvLine> lines, ChunkContext context)
      throws Exception {
    List<ImportTarget.Row> rows = new ArrayList<>(lines.size());
    for (CsvLine line : lines) {
      if (line.problem().isPresent()) {
        context.setAside(nameOf(line), line.raw(), line.problem().get());
      } else {
        rows.add(new ImportTarget.Row(line.key(), line.values()));
      }
    }
    if (!rows.isEmpty()) {
      target.write(CsvHeader.load(arguments, context.action()), rows, context);
    }
  }
}

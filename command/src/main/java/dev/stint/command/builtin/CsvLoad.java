package dev.stint.command.builtin;

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
import java.util.OptionalLong;

/** Copies records into the table, chunk by chunk. */
final class CsvLoad implements ChunkedAction<CsvImport, CsvLine, CsvPlace> {

  /** A chunk of large records has fewer of them: so much of the file is in memory at once. */
  private static final long LARGEST_CHUNK = 8 << 20;

  private final ImportTarget target;
  private final SameFile same = new SameFile();

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
  public OptionalLong total(CsvImport arguments) throws IOException {
    Path file = Path.of(arguments.file());
    if (!Files.isRegularFile(file)) {
      return OptionalLong.empty();
    }
    long lines = 0;
    int last = '\n';
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        lines += b == '\n' ? 1 : 0;
        last = b;
      }
    }
    return OptionalLong.of(Math.max(0, lines + (last == '\n' ? 0 : 1) - 1));
  }

  @Override
  public Chunk<CsvLine, CsvPlace> next(CsvImport arguments, Optional<CsvPlace> after, int size)
      throws Exception {
    String file = arguments.file();
    try (CsvSource open = CsvSource.open(file, CsvPlace.START, -1)) {
      if (after.isPresent()) {
        same.check(file, open.channel(), after.get());
      }
      CsvHeader header = CsvHeader.read(file, open);
      if (after.isEmpty() && arguments.append()) {
        // No row before the base is in a checkpoint: asked again, the table would answer another.
        CsvPlace base = header.first().after(target.lastKey(arguments.table()));
        return new Chunk<>(
            List.of(), same.reached(file, open.channel(), header.first(), base, false), false);
      }
      CsvPlace from = after.orElse(header.first());
      return chunk(file, open.from(from, header.columns().size()), from, size);
    }
  }

  private Chunk<CsvLine, CsvPlace> chunk(String file, CsvSource source, CsvPlace from, int size)
      throws IOException {
    List<CsvLine> lines = new ArrayList<>();
    boolean last = false;
    while (!last
        && lines.size() < size
        && source.place().offset() - from.offset() < LARGEST_CHUNK) {
      Optional<CsvLine> line = source.next();
      line.ifPresent(lines::add);
      last = line.isEmpty();
    }
    CsvPlace reached = same.reached(file, source.channel(), from, source.place(), last);
    return new Chunk<>(lines, reached, last);
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

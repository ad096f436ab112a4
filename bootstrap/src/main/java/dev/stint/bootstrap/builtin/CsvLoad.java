package dev.stint.bootstrap.builtin;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Copies records into the table, each chunk in one commit with its checkpoint. */
final class CsvLoad implements ChunkedAction<CsvImport, CsvLine, CsvPlace> {

  private final DataSource database;

  /**
   * @param database the one that the chunks are written to
   */
  CsvLoad(DataSource database) {
    this.database = database;
  }

  @Override
  public Class<CsvPlace> cursorType() {
    return CsvPlace.class;
  }

  @Override
  public boolean atomic() {
    return true;
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
      throws IOException, SQLException {
    CsvHeader header = CsvHeader.read(arguments.file());
    CsvPlace from = after.isPresent() ? after.get() : first(arguments, header);
    List<CsvLine> lines = new ArrayList<>();
    try (CsvSource source = CsvSource.open(arguments.file(), from, header.columns().size())) {
      Optional<CsvLine> line = Optional.empty();
      while (lines.size() < size && (line = source.next()).isPresent()) {
        lines.add(line.get());
      }
      return new Chunk<>(lines, source.place(), lines.size() < size);
    }
  }

  /** Asked once: from the first commit on, the cursor carries the base. */
  private CsvPlace first(CsvImport arguments, CsvHeader header) throws SQLException {
    if (!arguments.append()) {
      return header.first();
    }
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet last = statement.executeQuery(header.lastKey(arguments.table()))) {
      last.next();
      return header.first().after(last.getLong(1));
    }
  }

  @Override
  public void process(CsvImport arguments, List<CsvLine> lines, ChunkContext context)
      throws Exception {
    CsvHeader header = CsvHeader.read(arguments.file());
    Connection connection = context.transaction(Connection.class);
    try (PreparedStatement insert = connection.prepareStatement(header.insert(arguments.table()))) {
      boolean any = false;
      for (CsvLine line : lines) {
        if (line.problem().isPresent()) {
          context.setAside(nameOf(line), line.raw(), line.problem().get());
        } else {
          bind(insert, line);
          any = true;
        }
      }
      if (any) {
        insert.executeBatch();
      }
    }
  }

  private static void bind(PreparedStatement insert, CsvLine line) throws SQLException {
    insert.setLong(1, line.key());
    for (int i = 0; i < line.values().size(); i++) {
      insert.setString(i + 2, line.values().get(i));
    }
    insert.addBatch();
  }
}

package dev.stint.jdbc;

import dev.stint.domain.life.Block;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.store.ReadyState;
import dev.stint.domain.task.TaskSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The columns of new tasks as PostgreSQL's arrays, in the order of {@code parts/new_rows.sql}.
 * Where all rows have the same value it goes once, and the array is empty: most columns of most
 * batches.
 */
final class NewRowArrays {

  private static final int TEXTS = 10;
  private static final int NUMBERS = 4;
  private static final int BYTES = 2;
  private static final int LONGS = 2;

  /** How many values go before the first array. */
  private static final int VALUES = TEXTS + NUMBERS + BYTES + LONGS + 1;

  private final UUID[] ids;
  private final byte[][] arguments;
  private final @Nullable String[][] texts;
  private final Integer[][] numbers;
  private final byte[][][] bytes;
  private final long[][] longs;

  /** Lays the rows out as they are stored at this moment. */
  NewRowArrays(List<NewRow> rows, long now) {
    int count = rows.size();
    ids = new UUID[count];
    arguments = new byte[count][];
    texts = new String[TEXTS][count];
    numbers = new Integer[NUMBERS][count];
    bytes = new byte[BYTES][count][];
    longs = new long[LONGS][count];
    Instant at = Row.instant(now);
    for (int i = 0; i < count; i++) {
      // A method of its own, which is compiled long before a loop is that runs once a statement.
      lay(i, rows.get(i), now, at);
    }
  }

  private void lay(int place, NewRow row, long now, Instant at) {
    TaskSpec spec = row.task().spec();
    ids[place] = spec.id().value();
    arguments[place] = spec.arguments().bytes();
    spec(place, spec);
    long due = row.due(at);
    Run run = row.run(due <= now);
    run(place, run);
    numbers[3][place] = ReadyState.of(run, due <= now).code();
    longs[0][place] = due;
    longs[1][place] = row.requested(now);
  }

  private void spec(int row, TaskSpec spec) {
    texts[0][row] = spec.line().queue().value();
    texts[1][row] = spec.line().type().value();
    texts[2][row] = spec.name().orElse(null);
    texts[3][row] = spec.owner().map(Object::toString).orElse(null);
    texts[4][row] = spec.key().map(Object::toString).orElse(null);
    texts[5][row] = spec.key().map(k -> k.scope().name()).orElse(null);
    texts[6][row] = spec.serialKey().map(Object::toString).orElse(null);
    numbers[0][row] = spec.lane().ordinal();
    numbers[1][row] = spec.priority();
    numbers[2][row] = spec.version();
    bytes[0][row] = spec.plan().isNone() ? Binding.NONE : spec.plan().bytes();
    bytes[1][row] = spec.options().isNone() ? Binding.NONE : spec.options().bytes();
  }

  private void run(int row, Run run) {
    texts[7][row] = run.status().name();
    texts[8][row] = run.heldFrom().map(Enum::name).orElse(null);
    texts[9][row] = SerialKeyRules.beneath(run).map(Block::text).orElse(null);
  }

  void bind(Connection connection, PreparedStatement statement) throws SQLException {
    Binder binder = new Binder(connection, statement);
    statement.setInt(VALUES, ClaimRank.ORDINARY.ordinal());
    statement.setObject(VALUES + 1, UuidArray.text(ids), Types.OTHER);
    statement.setArray(VALUES + 2, connection.createArrayOf("bytea", arguments));
    for (String[] column : texts) {
      binder.column("text", Types.VARCHAR, column, new String[0]);
    }
    for (Integer[] column : numbers) {
      binder.column("int4", Types.INTEGER, column, new Integer[0]);
    }
    for (byte[][] column : bytes) {
      binder.column("bytea", Types.BINARY, column, new byte[0][]);
    }
    for (long[] column : longs) {
      binder.column(column);
    }
  }

  /** Whether rows differ in nothing but their ids and arguments. */
  boolean alike() {
    return Alike.columns(texts)
        && Alike.columns(numbers)
        && Alike.columns(bytes)
        && Alike.numbers(longs[0])
        && Alike.numbers(longs[1]);
  }

  /** Binds rows that are alike, for {@code insert_alike.sql}. */
  void bindAlike(Connection connection, PreparedStatement statement) throws SQLException {
    int place = bindFirst(statement);
    statement.setObject(++place, UuidArray.text(ids), Types.OTHER);
    statement.setArray(++place, connection.createArrayOf("bytea", arguments));
  }

  /** Binds the only row, each column as what it is, for {@code insert_one.sql}. */
  void bindOne(PreparedStatement statement) throws SQLException {
    int place = bindFirst(statement);
    statement.setObject(++place, ids[0]);
    statement.setBytes(++place, arguments[0]);
  }

  /** Binds all of the first row but its id and arguments; answers the last place it took. */
  private int bindFirst(PreparedStatement statement) throws SQLException {
    int place = 0;
    for (String[] column : texts) {
      statement.setString(++place, column[0]);
    }
    for (Integer[] column : numbers) {
      statement.setInt(++place, column[0]);
    }
    for (byte[][] column : bytes) {
      statement.setBytes(++place, column[0]);
    }
    for (long[] column : longs) {
      statement.setLong(++place, column[0]);
    }
    statement.setInt(++place, ClaimRank.ORDINARY.ordinal());
    return place;
  }

  /** Binds one column after another: its one value first, its array further behind. */
  private static final class Binder {
    private final Connection connection;
    private final PreparedStatement statement;
    private int place;

    Binder(Connection connection, PreparedStatement statement) {
      this.connection = connection;
      this.statement = statement;
    }

    void column(String name, int type, @Nullable Object[] values, Object[] none)
        throws SQLException {
      place++;
      boolean one = Alike.values(values);
      statement.setObject(place, one ? values[0] : null, type);
      statement.setArray(VALUES + 2 + place, connection.createArrayOf(name, one ? none : values));
    }

    void column(long[] values) throws SQLException {
      place++;
      boolean one = Alike.numbers(values);
      statement.setObject(place, one ? values[0] : null, Types.BIGINT);
      long[] sent = one ? new long[0] : values;
      statement.setArray(VALUES + 2 + place, connection.createArrayOf("int8", boxed(sent)));
    }

    private static Long[] boxed(long[] values) {
      Long[] boxed = new Long[values.length];
      for (int i = 0; i < values.length; i++) {
        boxed[i] = values[i];
      }
      return boxed;
    }
  }
}

package dev.stint.jdbc;

import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Payload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** See {@link RegisterStore}. */
final class JdbcRegisterStore implements RegisterStore {

  private final Database database;
  private final Statements sql;

  JdbcRegisterStore(Database database) {
    this.database = database;
    this.sql = database.statements();
  }

  @Override
  public List<Register> all(String kind) {
    return database.ask(
        handle ->
            handle
                .createQuery(sql.get("registers"))
                .bind("kind", kind)
                .map((rs, c) -> register(rs))
                .list());
  }

  @Override
  public Optional<Register> find(String kind, String name) {
    return database.ask(
        handle ->
            handle
                .createQuery(sql.get("find_register"))
                .bind("kind", kind)
                .bind("name", name)
                .map((rs, c) -> register(rs))
                .findFirst());
  }

  private static Register register(ResultSet from) throws SQLException {
    return new Register(
        from.getString("kind"),
        from.getString("name"),
        from.getLong("version"),
        Payload.of(from.getBytes("content")));
  }

  /** In the order of their names, so that two batches never wait in a ring. */
  @Override
  public List<WriteResult> swap(List<Swap> swaps) {
    List<Integer> order =
        IntStream.range(0, swaps.size())
            .boxed()
            .sorted(
                Comparator.comparing((Integer i) -> swaps.get(i).kind())
                    .thenComparing(i -> swaps.get(i).name()))
            .toList();
    return database.change(
        handle -> {
          WriteResult[] results = new WriteResult[swaps.size()];
          order.forEach(i -> results[i] = swap(handle, swaps.get(i)));
          return Arrays.asList(results);
        });
  }

  private WriteResult swap(Handle handle, Swap swap) {
    boolean made = swap.seen() == 0;
    Update update = handle.createUpdate(sql.get(made ? "make_register" : "swap_register"));
    if (!made) {
      update.bind("seen", swap.seen());
    }
    int rows =
        update
            .bind("kind", swap.kind())
            .bind("name", swap.name())
            .bind("content", swap.content().bytes())
            .execute();
    return rows == 1 ? WriteResult.APPLIED : WriteResult.STALE;
  }
}

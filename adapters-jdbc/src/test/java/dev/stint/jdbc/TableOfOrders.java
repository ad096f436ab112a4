package dev.stint.jdbc;

import dev.stint.application.api.extend.PurgeRows;
import dev.stint.application.contract.PurgeRowsContract;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The host's orders in a table of its own. */
final class TableOfOrders implements PurgeRowsContract.Orders {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Jdbi jdbi;
  private final JdbcPurgeRows rows;

  /**
   * @param moment the type of a column that holds a moment
   */
  TableOfOrders(DataSource database, String moment) {
    this.jdbi = Jdbi.create(database);
    this.rows = JdbcPurgeRows.of(database, "host_orders", "number");
    run("drop table if exists host_orders");
    run("create table host_orders (number bigint primary key, placed " + moment + ", paid int)");
  }

  private void run(String sql) {
    jdbi.useHandle(handle -> handle.execute(sql));
  }

  @Override
  public void put(int number, Optional<Instant> placed, boolean paid) {
    String moment = placed.map(at -> "'" + UTC.format(at) + "'").orElse("null");
    run("insert into host_orders values (%d, %s, %d)".formatted(number, moment, paid ? 1 : 0));
  }

  @Override
  public void pay(int number) {
    run("update host_orders set paid = 1 where number = " + number);
  }

  @Override
  public List<Integer> left() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select number from host_orders order by number")
                .mapTo(Integer.class)
                .list());
  }

  @Override
  public PurgeRows undecided() {
    return rows;
  }

  @Override
  public PurgeRows dated() {
    return rows.dated("placed");
  }

  @Override
  public PurgeRows unpaid() {
    return rows.where("paid = 0");
  }

  @Override
  public PurgeRows datedUnpaid() {
    return rows.dated("placed").where("paid = 0");
  }

  @Override
  public void close() {
    run("drop table host_orders");
  }
}

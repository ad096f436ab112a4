package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A database on a clock that was given: only tests bind the store's time. */
record ClockedDatabase(Database database, Clock clock) implements Database {

  @Override
  public Statements statements() {
    return database.statements();
  }

  @Override
  public <T> T write(Work<T> work) throws Exception {
    return database.write(work);
  }

  @Override
  public <T> T statement(Function<Connection, T> work) throws Exception {
    return database.statement(work);
  }

  @Override
  public <T> T single(Work<T> work) {
    return database.single(work);
  }

  @Override
  public <T> T look(Function<Connection, T> work) {
    return database.look(work);
  }

  @Override
  public <T> T chunk(Work<T> work) throws Exception {
    return database.chunk(work);
  }

  @Override
  public <T> T chunkOn(Connection hosts, Work<T> work) throws Exception {
    return database.chunkOn(hosts, work);
  }

  @Override
  public Optional<String> silent(Throwable error, Duration took) {
    return database.silent(error, took);
  }

  @Override
  public <T> T read(Work<T> work) throws Exception {
    return database.read(work);
  }

  @Override
  public <T> T view(Work<T> work) throws Exception {
    return database.view(work);
  }

  @Override
  public List<String> warnings(Handle handle) throws SQLException {
    return database.warnings(handle);
  }

  @Override
  public void send(Positional script, Map<String, Object> values, Answers answers) {
    database.send(script, values, answers);
  }

  @Override
  public boolean oneWriter() {
    return database.oneWriter();
  }

  @Override
  public boolean ownConnection() {
    return database.ownConnection();
  }

  @Override
  public <T> T inTurn(Callable<T> work) throws Exception {
    return database.inTurn(work);
  }
}

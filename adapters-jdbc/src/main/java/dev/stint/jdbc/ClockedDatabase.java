package dev.stint.jdbc;

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
  public <T> T read(Work<T> work) throws Exception {
    return database.read(work);
  }

  @Override
  public Bulk bulk() {
    return database.bulk();
  }

  @Override
  public boolean oneWriter() {
    return database.oneWriter();
  }
}

package dev.stint.spring;

/** Where an application keeps its tasks; the value of {@code stint.store}. */
public enum StoreKind {
  /** In the database of the data source, whichever it is. */
  AUTO,
  POSTGRESQL,
  /** MySQL or MariaDB. */
  MYSQL,
  H2,
  SQLITE,
  /** Nowhere: gone when the process ends. For tests, and to try. */
  MEMORY
}

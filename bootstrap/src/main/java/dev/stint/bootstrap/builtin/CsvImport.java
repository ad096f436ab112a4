package dev.stint.bootstrap.builtin;

/**
 * The arguments of {@code csv.import}.
 *
 * @param file an absolute path
 * @param table where the rows go, in the store's own database
 * @param append the table may hold rows already; they stay
 * @param replace the table may hold rows already; they go
 */
public record CsvImport(String file, String table, boolean append, boolean replace) {}

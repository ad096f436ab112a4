package dev.stint.command.store;

import dev.stint.application.spi.Causes;
import dev.stint.application.spi.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/** The file of a SQLite database, looked at before the driver opens it. */
record SqliteFile(Path path, String url) {

  private static final String PREFIX = "jdbc:sqlite:";
  private static final String URI = "file:";

  /** Empty if the URL names a database in memory. */
  static Optional<SqliteFile> of(String url) {
    String name = url.substring(PREFIX.length());
    String plain = name.startsWith(URI) ? name.substring(URI.length()) : name;
    String path = plain.replaceFirst("\\?.*", "");
    boolean memory = path.isEmpty() || path.startsWith(":") || name.contains("mode=memory");
    return memory ? Optional.empty() : Optional.of(new SqliteFile(Path.of(path), url));
  }

  /**
   * Makes the file, if it is not there, for its owner alone; SQLite gives the files beside it the
   * same rights. Does nothing on systems that have no such rights.
   */
  void makePrivate() {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // Its owner may have chosen other rights.
      return;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.TRANSIENT, "the file " + path + " cannot be made: " + e, e);
    }
  }

  /**
   * Reads only: a database that is not Stint's stays as it is.
   *
   * @throws StoreException if the file is not there, or holds no tables of Stint's
   */
  void checkTables() {
    if (!Files.exists(path)) {
      throw StoreUrl.nothing("there is no database " + path);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection connection = config.createConnection(url);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("select 1 from sqlite_master where name = 'stint_task'")) {
      if (!found.next()) {
        throw StoreUrl.nothing("the database " + path + " has no Stint tables");
      }
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Kind.TRANSIENT, path + " cannot be read: " + Causes.words(e), e);
    }
  }
}

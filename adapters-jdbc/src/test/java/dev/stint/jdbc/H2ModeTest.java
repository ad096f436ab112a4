package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.StoreException;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H2 in the modes in which hosts' tests use it. */
class H2ModeTest {

  private static JdbcDataSource server(String mode) {
    JdbcDataSource server = new JdbcDataSource();
    server.setURL("jdbc:h2:mem:mode-" + mode + ";DB_CLOSE_DELAY=-1;MODE=" + mode);
    return server;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Oracle", "MSSQLServer", "Derby", "STRICT"})
  void a_mode_that_reads_statements_otherwise_is_refused_in_one_sentence(String mode) {
    JdbcDataSource server = server(mode);

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> JdbcStores.h2(server).migrate())
        .matches(e -> !e.isTransient())
        .withMessageStartingWith("H2 in MODE=" + mode + " is not supported, ")
        .withMessageNotContaining("\n");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> JdbcStores.h2(server).stores().queries().counts())
        .withMessageStartingWith("H2 in MODE=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"REGULAR", "LEGACY", "PostgreSQL", "MySQL", "MariaDB", "DB2", "HSQLDB"})
  void a_task_is_stored_in_the_others(String mode) {
    JdbcStores h2 = JdbcStores.h2(server(mode)).migrate();

    h2.stores().requests().insert(List.of(Sample.of(1).make()));

    assertThat(h2.stores().queries().find(Sample.id(1))).isPresent();
  }
}

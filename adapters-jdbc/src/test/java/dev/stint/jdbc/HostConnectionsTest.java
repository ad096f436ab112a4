package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Connections that throw at any call: each one taken is given back, or ended if nobody may use it.
 */
class HostConnectionsTest {

  private final Map<String, Throwable> faults = new ConcurrentHashMap<>();
  private final Map<String, Object> answers = new ConcurrentHashMap<>();
  private final List<String> calls = new ArrayList<>();

  private <T> T fake(Class<T> kind) {
    return kind.cast(
        Proxy.newProxyInstance(
            kind.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              if (faults.containsKey(method.getName())) {
                throw faults.get(method.getName());
              }
              if (method.getReturnType() == Connection.class) {
                return fake(Connection.class);
              }
              Object none = method.getReturnType() == int.class ? (Object) 0 : null;
              return answers.getOrDefault(
                  method.getName(), method.getReturnType() == boolean.class ? false : none);
            }));
  }

  private HostConnections connections() {
    answers.putIfAbsent("getAutoCommit", true);
    return HostConnections.unmigrated(fake(DataSource.class), HostConnections.Needs.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"getAutoCommit", "isReadOnly", "setReadOnly"})
  void what_cannot_be_made_ready_is_ended_whatever_is_thrown(String call) {
    answers.put("isReadOnly", true);
    faults.put(call, new OutOfMemoryError("driver"));

    assertThatThrownBy(() -> connections().openConnection()).isInstanceOf(OutOfMemoryError.class);

    assertThat(calls).contains("abort").endsWith("close");
  }

  @Test
  void one_that_is_left_inside_a_transaction_is_ended_and_never_committed() throws Exception {
    HostConnections connections = connections();
    Connection taken = connections.openConnection();
    answers.put("getAutoCommit", false);
    calls.clear();

    connections.closeConnection(taken);

    assertThat(calls).contains("abort").endsWith("close").doesNotContain("setAutoCommit", "commit");
  }

  @Test
  void what_is_thrown_at_the_end_is_nobodys_failure() throws Exception {
    HostConnections connections = connections();
    Connection taken = connections.openConnection();
    faults.put("getAutoCommit", new StackOverflowError());
    faults.put("abort", new AbstractMethodError());
    faults.put("close", new NoClassDefFoundError());

    connections.closeConnection(taken);

    assertThat(calls).endsWith("abort", "close");
  }

  @Test
  void a_driver_that_knows_no_network_time_out_keeps_health_from_nothing() {
    faults.put("getNetworkTimeout", new AbstractMethodError());
    HostConnections connections = connections();

    assertThat(connections.warnings(connections.openConnection())).isEmpty();
    faults.clear();
    assertThat(Optional.of(connections.warnings(connections.openConnection())))
        .hasValueSatisfying(
            found -> assertThat(found).singleElement().asString().contains("socketTimeout"));
  }
}

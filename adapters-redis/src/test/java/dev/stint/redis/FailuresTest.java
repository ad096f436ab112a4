package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisBusyException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Which replies of Redis, and which slips of its client, pass. */
class FailuresTest {

  private static boolean passes(RuntimeException error) {
    return Failures.of(error).isTransient();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOADING Redis is loading the dataset in memory",
        "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
        "CLUSTERDOWN Hash slot not served",
        "TRYAGAIN Multiple keys request during rehashing of slot",
        "MOVED 3999 127.0.0.1:6381",
        "ASK 3999 127.0.0.1:6381",
        "BUSYKEY Target key name already exists.",
        "NOREPLICAS Not enough good replicas to write.",
        "READONLY You can't write against a read only replica. script: 9f, on @user_script:9.",
        "UNKILLABLE Sorry the script already executed write commands",
        "A_CODE_OF_A_LATER_REDIS something is not well",
        "ERR max number of clients reached",
        "ERR Error running script (call to f_9f): @user_script:183: @user_script: 183: -OOM command"
            + " not allowed when used memory > 'maxmemory'.",
        "ERR Error running script (call to f_9f): @user_script:9: @user_script: 9: -READONLY You"
            + " can't write against a read only replica.",
        "ERR Error running script (call to f_9f): @user_script:9: @user_script: 9: -MISCONF Redis is"
            + " configured to save RDB snapshots",
        "ERR Error running script (call to f_9f): @user_script:9: @user_script: 9: Lua script"
            + " attempted to access a non local key in a cluster node",
        "ERR Script attempted to access a non local key in a cluster node script: 9f, on"
            + " @user_script:9.",
      })
  void a_reply_passes_by_its_code(String reply) {
    assertThat(passes(new JedisDataException(reply))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERR unknown command 'EVALSHA'",
        "ERR Error running script (call to f_9f): @user_script:9: user_script:9: attempt to index"
            + " field '?' (a nil value)",
        "ERR Error running script (call to f_9f): @user_script:9: WRONGTYPE Operation against a key"
            + " holding the wrong kind of value",
        "WRONGTYPE Operation against a key holding the wrong kind of value",
        "CROSSSLOT Keys in request don't hash to the same slot",
      })
  void a_command_that_is_wrong_does_not_pass(String reply) {
    assertThat(passes(new JedisDataException(reply))).isFalse();
  }

  @Test
  void a_right_that_was_revoked_can_be_given_back() {
    StoreException denied =
        Failures.of(new JedisAccessControlException("NOPERM no permissions to run 'evalsha'"));

    assertThat(denied.isDenied()).isTrue();
    assertThat(denied.isTransient()).isFalse();
  }

  @Test
  void what_the_client_itself_throws_passes() {
    assertThat(passes(new JedisBusyException("BUSY Redis is busy running a script"))).isTrue();
    assertThat(passes(new JedisClusterOperationException("No more cluster attempts left.")))
        .isTrue();
    assertThat(passes(new JedisConnectionException("Unexpected end of stream."))).isTrue();
    assertThat(passes(new JedisException("Could not get a resource from the pool"))).isTrue();
    assertThat(passes(new IllegalStateException("Pool not open"))).isTrue();
    assertThat(passes(new NullPointerException())).isTrue();
  }
}

package dev.stint.command.process;

import java.util.List;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.executors.DefaultCommandExecutor;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** A client of Redis whose every command may throw anything, before it was sent or after. */
final class HostileJedis extends UnifiedJedis {

  private HostileJedis(HostileFaults faults, PooledConnectionProvider provider) {
    super(new Executor(faults, new DefaultCommandExecutor(provider)), provider, PROTOCOL, null);
  }

  private static final RedisProtocol PROTOCOL = RedisProtocol.RESP2;

  static HostileJedis over(HostAndPort server, HostileFaults faults) {
    return new HostileJedis(faults, new PooledConnectionProvider(server));
  }

  static HostileFaults faults(long seed, int faults, int every) {
    return new HostileFaults(
        seed,
        faults,
        every,
        () -> new JedisConnectionException("timed out"),
        List.of(
            () -> new JedisException((String) null),
            () -> new JedisConnectionException("the connection broke"),
            HostileJedis::cyclic));
  }

  private static JedisException cyclic() {
    JedisException first = new JedisException("first");
    first.initCause(new JedisException("second", first));
    return first;
  }

  private record Executor(HostileFaults faults, CommandExecutor real) implements CommandExecutor {
    @Override
    public <T> T executeCommand(CommandObject<T> command) {
      Object[] answer = new Object[1];
      raised(
          () -> {
            answer[0] =
                faults.around("command", false, () -> real.executeCommand(command), lost -> {});
            return answer[0];
          });
      @SuppressWarnings("unchecked")
      T given = (T) answer[0];
      return given;
    }

    private static <E extends Throwable> void raised(HostileFaults.Call call) throws E {
      try {
        call.answer();
      } catch (Throwable e) {
        @SuppressWarnings("unchecked")
        E thrown = (E) e;
        throw thrown;
      }
    }

    @Override
    public void close() throws Exception {
      real.close();
    }
  }
}

package dev.stint.redis;

import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** See {@link RegisterStore}. All registers share one slot: they are few. */
final class RedisRegisterStore implements RegisterStore {

  private static final int VERSION = 16;

  private final Redis redis;

  RedisRegisterStore(Redis redis) {
    this.redis = redis;
  }

  @Override
  public List<Register> all(String kind) {
    List<?> found = (List<?>) redis.call("registers", redis.registers(), new Args().add(kind));
    List<Register> registers = new ArrayList<>();
    for (int i = 0; i < found.size(); i += 2) {
      registers.add(register(kind, Args.text(found.get(i)), (byte[]) found.get(i + 1)));
    }
    return registers.stream()
        .filter(r -> !r.content().isNone())
        .sorted(Comparator.comparing(Register::name))
        .toList();
  }

  private static Register register(String kind, String name, byte[] stored) {
    long version = Long.parseLong(Args.text(Arrays.copyOf(stored, VERSION)));
    Payload content = Payload.of(Arrays.copyOfRange(stored, VERSION, stored.length));
    return new Register(kind, name, version, content);
  }

  @Override
  public Optional<Register> find(String kind, String name) {
    @Nullable Object found =
        redis.call("register_of", redis.registers(), new Args().add(kind).add(name));
    return Optional.ofNullable(found).map(stored -> register(kind, name, (byte[]) stored));
  }

  @Override
  public List<WriteResult> swap(List<Swap> swaps) {
    Args args = new Args().add(swaps.size());
    swaps.forEach(s -> args.add(s.kind()).add(s.name()).add(s.seen()).add(s.content()));
    String answers = Args.text(redis.call("swap", redis.registers(), args));
    return answers.chars().mapToObj(letter -> Codes.landing((char) letter)).toList();
  }
}

package dev.stint.application.engine.base;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.domain.Payload;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.TaskTypeName;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.function.Supplier;

/** A codec that says "unreadable" of whatever goes wrong in the host's. Thread-safe. */
public final class GuardedCodec implements ArgumentCodec {

  private final ArgumentCodec codec;

  private GuardedCodec(ArgumentCodec codec) {
    this.codec = codec;
  }

  public static ArgumentCodec of(ArgumentCodec codec) {
    return codec instanceof GuardedCodec ? codec : new GuardedCodec(codec);
  }

  @Override
  public Payload encode(Object value) {
    return called(() -> codec.encode(value));
  }

  @Override
  public Object decode(Payload payload, Type type) {
    return called(() -> codec.decode(payload, type));
  }

  @Override
  public Object decodeNew(Payload payload, Type type) {
    return called(() -> codec.decodeNew(payload, type));
  }

  @Override
  public Payload seal(Payload clear, TaskTypeName type, SealedPayload.Part part) {
    return called(() -> codec.seal(clear, type, part));
  }

  @Override
  public Payload open(Payload stored, Set<TaskTypeName> types, SealedPayload.Part part) {
    return called(() -> codec.open(stored, types, part));
  }

  private static <T> T called(Supplier<T> call) {
    try {
      T answer = call.get();
      if (answer != null) {
        return answer;
      }
    } catch (UnreadableException e) {
      throw e;
    } catch (Throwable e) {
      throw new UnreadableException("the codec failed: " + Guard.words(e), e);
    }
    throw new UnreadableException("the codec answered null");
  }
}

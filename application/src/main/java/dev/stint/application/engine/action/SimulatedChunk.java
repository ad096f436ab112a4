package dev.stint.application.engine.action;

import dev.stint.application.api.Request;
import dev.stint.application.spi.ChunkStore;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskTypeName;
import java.util.function.Predicate;

/** An atomic chunk whose writes are rolled back, for a task that only simulates. */
public final class SimulatedChunk {

  private SimulatedChunk() {}

  /** Runs the work, rolls its transaction back, and answers the cursor that it reached. */
  public static Payload of(ChunkStore chunks, ChunkScope.Work work) throws Exception {
    try {
      chunks.inChunk(
          session -> {
            throw new Over(work.in(session));
          });
      throw new IllegalStateException("the store committed a chunk whose work threw");
    } catch (Over over) {
      return over.cursor;
    } catch (ChunkStore.ChunkFailedException e) {
      throw (Exception) e.getCause();
    }
  }

  /** What would have been requested, without what is secret. */
  public static String words(Request<?> request, Predicate<TaskTypeName> secret) {
    TaskTypeName type = request.type().name();
    Object arguments = secret.test(type) ? "secret arguments" : request.arguments();
    return "simulated: would request a task of type " + type + " with " + arguments;
  }

  /** Makes the store roll back. */
  private static final class Over extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Payload cursor;

    Over(Payload cursor) {
      super("simulated", null, false, false);
      this.cursor = cursor;
    }
  }
}

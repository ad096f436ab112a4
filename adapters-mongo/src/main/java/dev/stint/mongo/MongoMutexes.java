package dev.stint.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.stint.application.spi.FencedHold;
import dev.stint.application.spi.Mutexes;
import dev.stint.domain.Bounds;
import dev.stint.domain.Fence;
import java.time.Duration;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Mutexes, a document each. One is freed, never deleted: its fence must go on growing. Thread-safe.
 */
public final class MongoMutexes implements Mutexes {

  private final Database database;

  MongoMutexes(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Hold> tryAcquire(String name, Duration holdAtMost) {
    Bounds.mutexName(name);
    Bounds.span("the hold", holdAtMost);
    return database.call(
        () -> {
          long now = database.clock().micros();
          long until = now + Row.micros(holdAtMost);
          Bson past = Filters.lt(Field.FENCE, now);
          Optional<Hold> taken = take(name, past, Updates.set(Field.FENCE, now), now, until);
          if (taken.isPresent()) {
            return taken;
          }
          long first = new Fence(0).next(Row.instant(now)).value();
          if (add(name, first, until)) {
            return Optional.of(held(name, first));
          }
          Bson ahead = Filters.gte(Field.FENCE, now);
          return take(name, ahead, Updates.inc(Field.FENCE, 1L), now, until);
        });
  }

  /** Of the two ways to raise a fence, see {@link Fence#next}, the one that fits. */
  private Optional<Hold> take(String name, Bson fence, Bson raise, long now, long until) {
    return Optional.ofNullable(
            database
                .mutexes()
                .findOneAndUpdate(
                    Filters.and(Filters.eq(Field.ID, name), Filters.lte(Field.UNTIL, now), fence),
                    Updates.combine(raise, Updates.set(Field.UNTIL, until)),
                    new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
        .map(d -> held(name, d.getLong(Field.FENCE)));
  }

  /** False if it is there already. */
  private boolean add(String name, long fence, long until) {
    try {
      database
          .mutexes()
          .insertOne(
              new Document(Field.ID, name).append(Field.FENCE, fence).append(Field.UNTIL, until));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  private Hold held(String name, long fence) {
    return new FencedHold(new Fence(fence), hold -> set(name, fence, hold));
  }

  private boolean set(String name, long fence, Duration hold) {
    return database.call(
        () -> {
          long now = database.clock().micros();
          return database
                  .mutexes()
                  .updateOne(
                      Filters.and(
                          Filters.eq(Field.ID, name),
                          Filters.eq(Field.FENCE, fence),
                          Filters.gt(Field.UNTIL, now)),
                      Updates.set(Field.UNTIL, now + Row.micros(hold)))
                  .getMatchedCount()
              == 1;
        });
  }
}

package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * See {@link RegisterStore}. A document each, which stays when emptied, so its version grows on.
 */
final class MongoRegisterStore implements RegisterStore {

  private final Database database;

  MongoRegisterStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Register> all(String kind) {
    return database.call(
        () ->
            List.copyOf(
                database
                    .registers()
                    .find(Filters.and(Filters.eq(Field.KIND, kind), Filters.exists(Field.CONTENT)))
                    .sort(Sorts.ascending(Field.NAME))
                    .map(MongoRegisterStore::register)
                    .into(new ArrayList<>())));
  }

  @Override
  public Optional<Register> find(String kind, String name) {
    return database.call(
        () ->
            Optional.ofNullable(
                    database.registers().find(Filters.eq(Field.ID, id(kind, name))).first())
                .map(MongoRegisterStore::register));
  }

  private static Register register(Document stored) {
    return new Register(
        stored.getString(Field.KIND),
        stored.getString(Field.NAME),
        stored.getLong(Field.VERSION),
        Row.payload(stored, Field.CONTENT));
  }

  /** No kind has a line break in it. */
  private static String id(String kind, String name) {
    return kind + "\n" + name;
  }

  @Override
  public List<WriteResult> swap(List<Swap> swaps) {
    return database.call(() -> swaps.stream().map(this::swap).toList());
  }

  private WriteResult swap(Swap swap) {
    boolean landed = swap.seen() == 0 ? made(swap) : changed(swap);
    return landed ? WriteResult.APPLIED : WriteResult.STALE;
  }

  private boolean made(Swap swap) {
    Document register =
        new Document(Field.ID, id(swap.kind(), swap.name()))
            .append(Field.KIND, swap.kind())
            .append(Field.NAME, swap.name())
            .append(Field.VERSION, 1L);
    if (!swap.content().isNone()) {
      register.append(Field.CONTENT, new Binary(swap.content().bytes()));
    }
    return Scope.alone(database).insert(database.registers(), List.of(register)).isEmpty();
  }

  private boolean changed(Swap swap) {
    Bson same =
        Filters.and(
            Filters.eq(Field.ID, id(swap.kind(), swap.name())),
            Filters.eq(Field.VERSION, swap.seen()));
    Document content =
        swap.content().isNone()
            ? new Document("$unset", new Document(Field.CONTENT, ""))
            : new Document("$set", new Document(Field.CONTENT, new Binary(swap.content().bytes())));
    Document update = content.append("$inc", new Document(Field.VERSION, 1L));
    return database.registers().updateOne(same, update).getMatchedCount() == 1;
  }
}

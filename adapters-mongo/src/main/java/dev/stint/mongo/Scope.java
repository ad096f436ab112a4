package dev.stint.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Where a request is written: on its own, or inside the caller's transaction. */
final class Scope {

  private static final int DUPLICATE_KEY = 11_000;

  private final Database database;
  private final Optional<ClientSession> session;

  private Scope(Database database, Optional<ClientSession> session) {
    this.database = database;
    this.session = session;
  }

  static Scope alone(Database database) {
    return new Scope(database, Optional.empty());
  }

  static Scope within(Database database, ClientSession session) {
    return new Scope(database, Optional.of(session));
  }

  boolean alone() {
    return session.isEmpty();
  }

  MongoCollection<Document> tasks() {
    return database.tasks();
  }

  MongoCollection<Document> keys() {
    return database.keys();
  }

  Optional<Document> first(MongoCollection<Document> collection, Bson filter, String... fields) {
    Bson shown = Projections.include(fields);
    return Optional.ofNullable(
        session
            .map(s -> collection.find(s, filter))
            .orElseGet(() -> collection.find(filter))
            .projection(shown)
            .first());
  }

  /** Answers whether the filter matched. */
  boolean update(MongoCollection<Document> collection, Bson filter, Bson update) {
    return session
            .map(s -> collection.updateOne(s, filter, update))
            .orElseGet(() -> collection.updateOne(filter, update))
            .getMatchedCount()
        == 1;
  }

  /** Answers how many matched. */
  long updateAll(MongoCollection<Document> collection, Bson filter, Bson update) {
    return session
        .map(s -> collection.updateMany(s, filter, update))
        .orElseGet(() -> collection.updateMany(filter, update))
        .getMatchedCount();
  }

  /** Inserts those whose id is free; answers the ids that were taken. */
  Set<Object> insert(MongoCollection<Document> collection, List<Document> documents) {
    if (documents.isEmpty()) {
      return Set.of();
    }
    return session.isPresent()
        ? insertWithin(session.get(), collection, documents)
        : insertAlone(collection, documents);
  }

  /** An error would end the caller's transaction, so what is taken is looked for first. */
  private static Set<Object> insertWithin(
      ClientSession session, MongoCollection<Document> collection, List<Document> documents) {
    List<Object> ids = new ArrayList<>();
    documents.forEach(d -> ids.add(d.get(Field.ID)));
    Set<Object> taken = new HashSet<>();
    collection
        .find(session, Filters.in(Field.ID, ids))
        .projection(Projections.include(Field.ID))
        .forEach(d -> taken.add(d.get(Field.ID)));
    List<Document> free = documents.stream().filter(d -> !taken.contains(d.get(Field.ID))).toList();
    if (!free.isEmpty()) {
      collection.insertMany(session, free);
    }
    return taken;
  }

  private static Set<Object> insertAlone(
      MongoCollection<Document> collection, List<Document> documents) {
    try {
      collection.insertMany(documents, new InsertManyOptions().ordered(false));
      return Set.of();
    } catch (MongoBulkWriteException e) {
      List<BulkWriteError> errors = e.getWriteErrors();
      boolean taken = errors.stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
      if (!taken || e.getWriteConcernError() != null) {
        throw e;
      }
      Set<Object> ids = new HashSet<>();
      errors.forEach(error -> ids.add(documents.get(error.getIndex()).get(Field.ID)));
      return ids;
    }
  }
}

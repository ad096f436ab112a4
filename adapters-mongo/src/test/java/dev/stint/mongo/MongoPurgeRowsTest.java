package dev.stint.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.stint.application.api.extend.PurgeRows;
import dev.stint.application.contract.PurgeRowsContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** On the stand-in, which is not MongoDB. */
class MongoPurgeRowsTest extends PurgeRowsContract {

  @Override
  protected Orders open() {
    return new CollectionOfOrders();
  }

  private static final class CollectionOfOrders implements Orders {

    private static final Bson UNPAID = Filters.eq("paid", false);

    private final MongoFixture fixture = new MongoFixture();
    private final MongoCollection<Document> stored =
        fixture.internals().raw().getCollection("host_orders");
    private final MongoPurgeRows rows = MongoPurgeRows.of(stored);

    @Override
    public void put(int number, Optional<Instant> placed, boolean paid) {
      Document order = new Document(Field.ID, number).append("paid", paid);
      placed.ifPresent(at -> order.append("placed", Date.from(at)));
      stored.insertOne(order);
    }

    @Override
    public void pay(int number) {
      stored.updateOne(Filters.eq(Field.ID, number), Updates.set("paid", true));
    }

    @Override
    public List<Integer> left() {
      return stored
          .find()
          .projection(Projections.include(Field.ID))
          .sort(Sorts.ascending(Field.ID))
          .map(order -> order.getInteger(Field.ID))
          .into(new ArrayList<>());
    }

    @Override
    public PurgeRows undecided() {
      return rows;
    }

    @Override
    public PurgeRows dated() {
      return rows.dated("placed");
    }

    @Override
    public PurgeRows unpaid() {
      return rows.where(UNPAID);
    }

    @Override
    public PurgeRows datedUnpaid() {
      return rows.dated("placed").where(UNPAID);
    }

    @Override
    public void close() {
      fixture.close();
    }
  }
}

package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.domain.Lane;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.store.ClaimOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A claim with its rank, which is part of the claim order and of no claim. */
record Ranked(Claim claim, ClaimRank rank) implements ClaimOrder.Claimable {

  @Override
  public Lane lane() {
    return claim.spec().lane();
  }

  @Override
  public int priority() {
    return claim.spec().priority();
  }

  @Override
  public Instant due() {
    return claim.due();
  }

  @Override
  public TaskId id() {
    return claim.spec().id();
  }

  static Ranked of(ResultSet from) throws SQLException {
    return of(from, false);
  }

  /**
   * @param begun as of {@link Row#claim}
   */
  static Ranked of(ResultSet from, boolean begun) throws SQLException {
    return new Ranked(new Row(from).claim(begun), rank(from));
  }

  private static ClaimRank rank(ResultSet from) throws SQLException {
    return new StoredCodes().numbered("rank", ClaimRank.ORDINARY, from.getInt("claim_rank"));
  }
}

package dev.stint.jdbc;

import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.ClaimRank;
import dev.stint.application.spi.Claim;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;

/** A claim with its rank, which is part of the claim order and of no claim. */
record Ranked(Claim claim, int rank) {

  static final Comparator<Ranked> ORDER =
      Comparator.<Ranked>comparingInt(r -> r.claim.spec().lane().ordinal())
          .thenComparing(r -> r.claim.spec().priority(), Comparator.reverseOrder())
          .thenComparingInt(Ranked::rank)
          .thenComparing(r -> r.claim.due())
          .thenComparing(r -> r.claim.spec().id());

  ClaimRank claimRank() {
    return new StoredCodes().numbered("rank", ClaimRank.ORDINARY, rank);
  }

  static Ranked of(ResultSet from) throws SQLException {
    return of(from, false);
  }

  /**
   * @param begun as of {@link Row#claim}
   */
  static Ranked of(ResultSet from, boolean begun) throws SQLException {
    return new Ranked(new Row(from).claim(begun), from.getInt("claim_rank"));
  }
}

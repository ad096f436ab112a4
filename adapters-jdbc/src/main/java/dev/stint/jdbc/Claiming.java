package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.domain.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Takes ready tasks: in one statement with arrays, or line by line where one process writes. */
final class Claiming {

  static final Comparator<Claim> ORDER =
      Comparator.<Claim>comparingInt(c -> c.spec().lane().ordinal())
          .thenComparing(c -> c.spec().priority(), Comparator.reverseOrder())
          .thenComparing(Claim::due)
          .thenComparing(c -> c.spec().id());

  private final Database database;
  private final Statements sql;

  Claiming(Database database) {
    this.database = database;
    this.sql = database.statements();
  }

  Claimed claim(Handle handle, ClaimRequest request) {
    long now = database.clock().micros();
    List<Claim> claims = new ArrayList<>();
    if (live(handle, request)) {
      claims.addAll(take(handle, request, Stand.READY, request.limit(), now));
      ClaimRequest rest = without(request, claims);
      claims.addAll(take(handle, rest, Stand.SUSPECT, request.suspects(), now));
    }
    List<Claim> kept = fitting(claims, request.maxBytes());
    if (kept.size() < claims.size()) {
      giveBack(handle, claims.subList(kept.size(), claims.size()));
    }
    return new Claimed(kept, Row.instant(now), interactiveWaiting(handle, request));
  }

  private boolean live(Handle handle, ClaimRequest request) {
    return handle
        .createQuery(sql.get("worker_live"))
        .bind("worker", request.id().worker().value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private List<Claim> take(Handle handle, ClaimRequest request, int stand, int limit, long now) {
    if (limit <= 0 || request.lines().isEmpty()) {
      return List.of();
    }
    return database.arrays()
        ? takeAtOnce(handle, request, stand, limit, now)
        : takeByLine(handle, request, stand, limit, now);
  }

  /** The same, each line's limit less what was taken of it already. */
  private static ClaimRequest without(ClaimRequest request, List<Claim> taken) {
    List<LineLimit> rest = new ArrayList<>();
    for (LineLimit line : request.lines()) {
      long used = taken.stream().filter(c -> c.spec().line().equals(line.line())).count();
      rest.add(new LineLimit(line.line(), (int) Math.max(0, line.limit() - used)));
    }
    return new ClaimRequest(
        request.id(),
        rest,
        request.lanes(),
        request.limit(),
        request.suspects(),
        request.maxBytes());
  }

  private static int first(ClaimRequest request) {
    return request.lanes().contains(Lane.INTERACTIVE) ? 0 : 1;
  }

  private static int last(ClaimRequest request) {
    return request.lanes().contains(Lane.BACKGROUND) ? 1 : 0;
  }

  private List<Claim> takeAtOnce(
      Handle handle, ClaimRequest request, int stand, int limit, long now) {
    List<LineLimit> lines = request.lines();
    return handle
        .createQuery(sql.get("claim"))
        .bindArray(
            "queues", String.class, lines.stream().map(l -> l.line().queue().value()).toList())
        .bindArray("types", String.class, lines.stream().map(l -> l.line().type().value()).toList())
        .bindArray("limits", Integer.class, lines.stream().map(LineLimit::limit).toList())
        .bind("stand", stand)
        .bind("first", first(request))
        .bind("last", last(request))
        .bind("limit", limit)
        .bind("worker", request.id().worker().value())
        .bind("number", request.id().number())
        .bind("now", now)
        .map((rs, c) -> new Ranked(new Row(rs).claim(false), rs.getInt("claim_rank")))
        .stream()
        .sorted(Ranked.ORDER)
        .map(Ranked::claim)
        .toList();
  }

  private record Ranked(Claim claim, int rank) {
    static final Comparator<Ranked> ORDER =
        Comparator.<Ranked>comparingInt(r -> r.claim.spec().lane().ordinal())
            .thenComparing(r -> r.claim.spec().priority(), Comparator.reverseOrder())
            .thenComparingInt(Ranked::rank)
            .thenComparing(r -> r.claim.due())
            .thenComparing(r -> r.claim.spec().id());
  }

  /** A ready task as the merge of lines sees it. */
  private record Candidate(UUID id, int lane, int priority, int rank, long due) {
    static final Comparator<Candidate> ORDER =
        Comparator.comparingInt(Candidate::lane)
            .thenComparing(Candidate::priority, Comparator.reverseOrder())
            .thenComparingInt(Candidate::rank)
            .thenComparingLong(Candidate::due)
            .thenComparing(c -> new dev.stint.domain.TaskId(c.id));
  }

  private List<Claim> takeByLine(
      Handle handle, ClaimRequest request, int stand, int limit, long now) {
    List<Candidate> candidates = new ArrayList<>();
    for (LineLimit line : request.lines()) {
      candidates.addAll(candidates(handle, request, stand, line, limit));
    }
    candidates.sort(Candidate.ORDER);
    List<Claim> claims = new ArrayList<>();
    for (Candidate candidate : candidates.subList(0, Math.min(limit, candidates.size()))) {
      handle
          .createQuery(sql.get("claim_one"))
          .bind("id", candidate.id)
          .bind("stand", stand)
          .bind("worker", request.id().worker().value())
          .bind("number", request.id().number())
          .bind("now", now)
          .map((rs, c) -> new Row(rs).claim(false))
          .findFirst()
          .ifPresent(claims::add);
    }
    return claims;
  }

  private List<Candidate> candidates(
      Handle handle, ClaimRequest request, int stand, LineLimit line, int limit) {
    return handle
        .createQuery(sql.get("claim_ids"))
        .bind("stand", stand)
        .bind("queue", line.line().queue().value())
        .bind("type", line.line().type().value())
        .bind("first", first(request))
        .bind("last", last(request))
        .bind("limit", Math.min(limit, line.limit()))
        .map(
            (rs, c) ->
                new Candidate(
                    Row.uuid(rs, "id"),
                    rs.getInt("lane"),
                    rs.getInt("priority"),
                    rs.getInt("claim_rank"),
                    rs.getLong("due")))
        .list();
  }

  private static List<Claim> fitting(List<Claim> claims, long maxBytes) {
    long bytes = 0;
    for (int i = 0; i < claims.size(); i++) {
      bytes += claims.get(i).spec().arguments().size() + claims.get(i).run().cursor().size();
      if (i > 0 && bytes > maxBytes) {
        return claims.subList(0, i);
      }
    }
    return claims;
  }

  private void giveBack(Handle handle, List<Claim> claims) {
    for (Claim claim : claims) {
      Binding.key(handle.createUpdate(sql.get("release")), claim.key().next()).execute();
    }
  }

  private boolean interactiveWaiting(Handle handle, ClaimRequest request) {
    if (request.lines().isEmpty()) {
      return false;
    }
    return request.lines().stream().anyMatch(line -> waiting(handle, line));
  }

  private boolean waiting(Handle handle, LineLimit line) {
    return handle
        .createQuery(sql.get("interactive_waiting"))
        .bind("queue", line.line().queue().value())
        .bind("type", line.line().type().value())
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }
}

package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.store.ClaimSize;
import dev.stint.domain.store.ReadyState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Takes ready tasks for workers that are live, no more than fits their buffer. */
final class Claiming {

  private final Database database;
  private final Statements sql;

  Claiming(Database database) {
    this.database = database;
    this.sql = database.statements();
  }

  /**
   * Claims tasks of one ready state, at most {@code limit}, in claim order. A task that another
   * transaction has is passed by.
   */
  interface Taking {
    List<Ranked> take(Handle handle, ClaimRequest request, int readyState, int limit, long now);
  }

  /** Claims step by step in one transaction. */
  Claimed claim(Handle handle, ClaimRequest request, Taking taking) {
    long now = database.clock().micros();
    List<Ranked> taken = new ArrayList<>();
    if (live(handle, request) && !request.lines().isEmpty()) {
      if (request.limit() > 0) {
        taken.addAll(taking.take(handle, request, ReadyState.READY.code(), request.limit(), now));
      }
      if (request.suspects() > 0) {
        taken.addAll(
            taking.take(handle, request, ReadyState.SUSPECT.code(), request.suspects(), now));
      }
    }
    List<Claim> claims = taken.stream().sorted(ClaimOrder.COMPARATOR).map(Ranked::claim).toList();
    return kept(handle, request, claims, now);
  }

  /** Of what was taken, in claim order, what goes to the worker; the rest is handed back. */
  Claimed kept(Handle handle, ClaimRequest request, List<Claim> taken, long now) {
    List<Claim> claims = allowed(handle, request, taken);
    List<Claim> readable = readable(handle, claims, now);
    List<Claim> kept = keep(handle, readable, request.maxBytes());
    boolean waiting = interactiveWaiting(handle, request);
    return new Claimed(kept, Row.instant(now), waiting, apart(claims, readable));
  }

  /** Whether {@link #kept} has nothing to hand back. */
  static boolean keepsAll(ClaimRequest request, List<Claim> taken) {
    return request.allowed(taken, c -> c.spec().line()).size() == taken.size()
        && ClaimSize.fitting(taken, Claim::size, request.maxBytes()).size() == taken.size()
        && taken.stream().allMatch(c -> StoredCodes.unknown(c.run()).isEmpty());
  }

  /** Of what was claimed, what this build can read; the rest is handed back and set apart. */
  List<Claim> readable(Handle handle, List<Claim> claims, long now) {
    long later = now + Row.micros(StoredCodes.LOOK_AGAIN);
    return readable(
        claims,
        claim ->
            Binding.key(handle.createUpdate(sql.get("set_apart")), claim.key())
                .bind("due", later)
                .execute());
  }

  private static List<Claimed.Apart> apart(List<Claim> claims, List<Claim> readable) {
    return claims.size() == readable.size()
        ? List.of()
        : claims.stream().flatMap(c -> Claimed.Apart.of(c.spec().id(), c.run()).stream()).toList();
  }

  static List<Claim> readable(List<Claim> claims, Consumer<Claim> unreadable) {
    List<Claim> readable = new ArrayList<>(claims.size());
    for (Claim claim : claims) {
      if (StoredCodes.unknown(claim.run()).isEmpty()) {
        readable.add(claim);
      } else {
        unreadable.accept(claim);
      }
    }
    return readable;
  }

  /** Of what was claimed, the first that fit; the others are handed back. */
  List<Claim> keep(Handle handle, List<Claim> claims, long maxBytes) {
    List<Claim> kept = ClaimSize.fitting(claims, Claim::size, maxBytes);
    if (kept.size() < claims.size()) {
      giveBack(handle, claims.subList(kept.size(), claims.size()));
    }
    return kept;
  }

  boolean live(Handle handle, ClaimRequest request) {
    return handle
        .createQuery(sql.get("worker_live"))
        .bind("worker", request.id().worker().value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** What is more than a line allows is handed back. */
  private List<Claim> allowed(Handle handle, ClaimRequest request, List<Claim> all) {
    List<Claim> allowed = request.allowed(all, c -> c.spec().line());
    if (allowed.size() < all.size()) {
      Set<WriteKey> kept = allowed.stream().map(Claim::key).collect(Collectors.toSet());
      giveBack(handle, all.stream().filter(c -> !kept.contains(c.key())).toList());
    }
    return allowed;
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
    return request.lines().stream().anyMatch(line -> waiting(handle, line, request.priorities()));
  }

  private boolean waiting(Handle handle, LineLimit line, PriorityRange priorities) {
    return handle
        .createQuery(sql.get("interactive_waiting"))
        .bind("queue", line.line().queue().value())
        .bind("type", line.line().type().value())
        .bind("least", priorities.least())
        .bind("most", priorities.most())
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }
}

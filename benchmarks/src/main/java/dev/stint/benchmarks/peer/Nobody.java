package dev.stint.benchmarks.peer;

import dev.stint.benchmarks.harness.Tally;
import java.sql.Connection;

/** Stores nothing: what is left is the caller's own. */
final class Nobody implements Peer {

  @Override
  public String about() {
    return "the caller's own row and commit, no task";
  }

  @Override
  public void prepare() {}

  @Override
  public void fill(int from, int to) {}

  @Override
  public void ask() {}

  @Override
  public void request(int number) {}

  @Override
  public void requestWithin(Connection transaction, int number) {}

  @Override
  public void work(Tally tally) {}

  @Override
  public void close() {}
}

package dev.stint.application.engine.claim;

import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.domain.Line;
import java.util.Set;
import java.util.stream.Stream;

/** The ready lines from which this worker may claim now. Looked at by the fetcher, read by all. */
public final class ClaimableLines {

  private final ReadyLines lines;
  private final Registry registry;
  private final Gates gates;
  private final StoreClock clock;
  private volatile long looked;

  public ClaimableLines(ReadyLines lines, Registry registry, Gates gates, StoreClock clock) {
    this.lines = lines;
    this.registry = registry;
    this.gates = gates;
    this.clock = clock;
    this.looked = clock.nanos() - ReadyLines.EVERY;
  }

  /**
   * Those to claim from now.
   *
   * @param exhausted whether the last claim took all that the known ones had
   */
  Stream<Line> read(boolean exhausted) {
    return lines.read(exhausted, clock.nanos()).stream().filter(this::open);
  }

  /** Whether this worker may claim tasks of the line now. */
  public boolean claims(Line line) {
    return lines.runs(line) && open(line);
  }

  private boolean open(Line line) {
    return registry.open(line.type(), clock) && gates.open(line);
  }

  /** Whether its tasks start with a permit only. */
  public boolean limited(Line line) {
    return !gates.limits(line).isEmpty();
  }

  /** The lines that had ready tasks when this worker read them, of those that it can run. */
  public Set<Line> known() {
    return lines.known();
  }

  /** A claim was answered. */
  void looked() {
    looked = clock.nanos();
  }

  /** Whether what is ready was looked at a moment ago, and no hint came since. */
  public boolean justLooked() {
    return !lines.hinted() && clock.nanos() - looked < ReadyLines.EVERY;
  }
}

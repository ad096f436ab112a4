package dev.stint.application.spi;

import dev.stint.domain.WorkerId;
import java.util.List;

/**
 * Permits that all workers together may hold, one record per limit. No adapter offers it yet.
 *
 * <p>A limit bounds live leases: the permits of a worker declared lost are free again, and a worker
 * that was only paused may overlap until its next fenced write, which is refused.
 */
public interface LimitStore {

  /**
   * Grants what each want asks for as far as its limit allows, by compare-and-set on the limit's
   * record; answers in order how many permits the worker then holds. A worker that is not LIVE
   * holds none. Of two that want the last permit one loses, and learns it from the number. A repeat
   * changes nothing.
   */
  List<Integer> hold(WorkerId worker, List<Want> wants);

  /** Gives back everything the workers held; for those that stopped or were declared lost. */
  void free(List<WorkerId> workers);

  /**
   * @param limit its name: of a type, a queue or a key
   * @param permits how many all workers may hold at once, at least 1
   * @param wanted how many this worker wants to hold in all; 0 gives all back
   */
  record Want(String limit, int permits, int wanted) {}
}

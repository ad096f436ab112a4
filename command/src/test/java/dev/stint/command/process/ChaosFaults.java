package dev.stint.command.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Worker processes, each by a connection of its own, and the faults that befall them. */
final class ChaosFaults implements AutoCloseable {

  /** What can go wrong. */
  enum Fault {
    KILL_WORKER,
    STOP_BRIEFLY,
    STOP_PAST_LEASE,
    CUT,
    HOLD,
    DROP_ANSWERS,
    KILL_SERVER
  }

  private static final int WORKERS = 3;

  private final ChaosServer server;
  private final Path folder;
  private final SplittableRandom random;
  private final List<TcpProxy> proxies = new ArrayList<>();
  private final List<WorkerProcess> workers = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
  private int books;

  /** What ends a fault, later. */
  private record Pending(int worker, long at, ChaosServer.Doing end) {}

  ChaosFaults(ChaosServer server, Path folder, SplittableRandom random) throws IOException {
    this.server = server;
    this.folder = folder;
    this.random = random;
    for (int i = 0; i < WORKERS; i++) {
      if (server.address().isPresent()) {
        proxies.add(new TcpProxy(server.address().get()));
      }
      workers.add(worker(i));
    }
  }

  private WorkerProcess worker(int number) throws IOException {
    String url = proxies.isEmpty() ? server.url() : server.through(proxies.get(number));
    Path book = folder.resolve("worker-" + books++ + ".book");
    return WorkerProcess.startMain(
        ChaosWorker.class.getName(),
        folder,
        url,
        book.toString(),
        Boolean.toString(server.atomic()));
  }

  Map<Fault, Integer> done() {
    return done;
  }

  /** One fault, or none if every worker has one already. */
  boolean strike() throws Exception {
    endThoseOver(System.nanoTime());
    Optional<Integer> worker = undisturbed();
    if (worker.isEmpty()) {
      return false;
    }
    Fault fault = any();
    strike(fault, worker.get());
    done.merge(fault, 1, Integer::sum);
    return true;
  }

  private Fault any() {
    int of = random.nextInt(100);
    if (proxies.isEmpty()) {
      return of < 50 ? Fault.KILL_WORKER : of < 80 ? Fault.STOP_BRIEFLY : Fault.STOP_PAST_LEASE;
    }
    if (of < 22) {
      return Fault.KILL_WORKER;
    }
    if (of < 62) {
      return of < 42 ? Fault.CUT : Fault.DROP_ANSWERS;
    }
    if (of < 80) {
      return of < 72 ? Fault.STOP_BRIEFLY : Fault.HOLD;
    }
    return of < 93 ? Fault.STOP_PAST_LEASE : Fault.KILL_SERVER;
  }

  private void strike(Fault fault, int number) throws Exception {
    WorkerProcess worker = workers.get(number);
    switch (fault) {
      case KILL_WORKER -> {
        worker.signal("KILL");
        worker.exit();
        workers.set(number, worker(number));
        later(number, 1_000, () -> {});
      }
      case STOP_BRIEFLY -> stop(number, random.nextInt(50, 900));
      case STOP_PAST_LEASE -> stop(number, random.nextInt(2_200, 4_500));
      case CUT -> through(number, TcpProxy::cut, random.nextInt(1, 400));
      case HOLD -> through(number, TcpProxy::hold, random.nextInt(100, 3_000));
      case DROP_ANSWERS -> {
        TcpProxy proxy = proxies.get(number);
        proxy.dropAnswers();
        later(
            number,
            random.nextInt(20, 500),
            () -> {
              proxy.cut();
              proxy.mend();
            });
      }
      case KILL_SERVER -> server.killAndRestart();
    }
  }

  private void stop(int number, int millis) throws Exception {
    WorkerProcess worker = workers.get(number);
    worker.signal("STOP");
    later(number, millis, () -> worker.signal("CONT"));
  }

  private void through(int number, java.util.function.Consumer<TcpProxy> fault, int millis) {
    TcpProxy proxy = proxies.get(number);
    fault.accept(proxy);
    later(number, millis, proxy::mend);
  }

  private void later(int worker, int millis, ChaosServer.Doing end) {
    pending.add(new Pending(worker, System.nanoTime() + millis * 1_000_000L, end));
  }

  private Optional<Integer> undisturbed() {
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      int worker = i;
      if (pending.stream().noneMatch(p -> p.worker == worker)) {
        free.add(worker);
      }
    }
    return free.isEmpty() ? Optional.empty() : Optional.of(free.get(random.nextInt(free.size())));
  }

  private void endThoseOver(long now) throws Exception {
    for (Pending each : List.copyOf(pending)) {
      if (each.at - now <= 0) {
        pending.remove(each);
        each.end.run();
      }
    }
  }

  /** Waits until every fault is over. */
  void calm() throws Exception {
    while (!pending.isEmpty()) {
      endThoseOver(System.nanoTime());
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** The workers that ended by themselves, which none may. */
  List<Integer> ended() {
    List<Integer> ended = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      if (workers.get(i).ended()) {
        ended.add(i);
      }
    }
    return ended;
  }

  @Override
  public void close() throws IOException {
    workers.forEach(WorkerProcess::close);
    for (TcpProxy proxy : proxies) {
      proxy.close();
    }
  }
}

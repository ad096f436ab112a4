package dev.stint.web;

import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Ports whose store does not answer. */
final class TroubledPorts {

  private TroubledPorts() {}

  static ApiPorts of(ApiPorts ports, RuntimeException trouble) {
    return new ApiPorts(
        who -> {
          TasksAs all = ports.tasks().apply(who);
          return new TasksAs(
              failing(RequestTasks.class, all.tasks(), only("request", trouble)),
              failing(AskTasks.class, all.ask(), only("health", trouble)),
              all.steer(),
              all.read(),
              all.clean());
        },
        ports.schedules(),
        ports.queues());
  }

  /** Every verb that the API needs, while there is trouble. */
  static Stores of(Stores real, Supplier<Optional<RuntimeException>> trouble) {
    return new Stores(
        failing(RequestStore.class, real.requests(), verb -> trouble.get()),
        failing(RunStore.class, real.runs(), verb -> trouble.get()),
        real.chunks(),
        real.workers(),
        failing(SteerStore.class, real.steering(), verb -> trouble.get()),
        failing(QueryStore.class, real.queries(), verb -> trouble.get()),
        real.waits(),
        failing(RegisterStore.class, real.registers(), verb -> trouble.get()));
  }

  private static Function<String, Optional<RuntimeException>> only(
      String verb, RuntimeException trouble) {
    return called -> called.equals(verb) ? Optional.of(trouble) : Optional.empty();
  }

  private static <T> T failing(
      Class<T> port, T real, Function<String, Optional<RuntimeException>> trouble) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              Optional<RuntimeException> error = trouble.apply(method.getName());
              if (error.isPresent()) {
                throw error.get();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}

package dev.stint.web;

import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.TasksAs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Ports whose store does not answer. */
final class StoreTrouble {

  private StoreTrouble() {}

  static ApiPorts of(ApiPorts ports, RuntimeException trouble) {
    return new ApiPorts(
        who -> {
          TasksAs all = ports.tasks().apply(who);
          return new TasksAs(
              failing(RequestTasks.class, all.tasks(), "request", trouble),
              failing(AskTasks.class, all.ask(), "health", trouble),
              all.steer(),
              all.read());
        },
        ports.schedules(),
        ports.queues());
  }

  private static <T> T failing(Class<T> port, T real, String verb, RuntimeException trouble) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              if (method.getName().equals(verb)) {
                throw trouble;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}

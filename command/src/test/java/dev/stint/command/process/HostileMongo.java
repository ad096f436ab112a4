package dev.stint.command.process;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;

/** A client of MongoDB whose every call to the server may throw anything, before it or after. */
final class HostileMongo {

  private static final String CLIENT = "com.mongodb.client";
  private static final Set<String> POINTS =
      Set.of(
          "findOneAndUpdate",
          "findOneAndDelete",
          "findOneAndReplace",
          "insertOne",
          "insertMany",
          "updateOne",
          "updateMany",
          "replaceOne",
          "deleteOne",
          "deleteMany",
          "bulkWrite",
          "countDocuments",
          "runCommand",
          "first",
          "into",
          "iterator",
          "hasNext",
          "next",
          "forEach");

  private final HostileFaults faults;

  private HostileMongo(HostileFaults faults) {
    this.faults = faults;
  }

  static MongoClient over(MongoClient real, HostileFaults faults) {
    return (MongoClient) new HostileMongo(faults).wrapped(MongoClient.class, real);
  }

  static HostileFaults faults(long seed, int faults, int every) {
    ServerAddress server = new ServerAddress();
    return new HostileFaults(
        seed,
        faults,
        every,
        () -> new MongoSocketReadTimeoutException("timed out", server, new Exception()),
        List.of(
            () -> new MongoException((String) null),
            () -> new MongoException(-1, "no code known")));
  }

  private Object wrapped(Class<?> kind, Object real) {
    return Proxy.newProxyInstance(
        HostileMongo.class.getClassLoader(),
        new Class<?>[] {kind},
        (proxy, method, arguments) -> called(real, method, arguments));
  }

  private Object called(Object real, Method method, Object[] arguments) throws Throwable {
    HostileFaults.Call call = () -> answer(real, method, arguments);
    Object answer =
        POINTS.contains(method.getName())
            ? faults.around(method.getName(), false, call, lost -> {})
            : call.answer();
    Class<?> kind = method.getReturnType();
    boolean wraps = answer != null && kind.isInterface() && kind.getPackageName().equals(CLIENT);
    return wraps ? wrapped(kind, answer) : answer;
  }

  private static Object answer(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}

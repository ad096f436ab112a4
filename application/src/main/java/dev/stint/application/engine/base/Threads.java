package dev.stint.application.engine.base;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;

/** Daemon threads, and virtual ones for user code where the JVM has them (21 and later). */
public final class Threads {

  private static final ThreadFactory SLOTS = slots();

  private Threads() {}

  public static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  static Thread slot(String name, Runnable work) {
    Thread thread = SLOTS.newThread(work);
    thread.setName(name);
    return thread;
  }

  private static ThreadFactory slots() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Class<?> virtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
      MethodHandle ofVirtual =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(virtual));
      MethodHandle factory =
          lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
      return (ThreadFactory) factory.invoke(ofVirtual.invoke());
    } catch (Throwable e) {
      return work -> daemon("stint-slot", work);
    }
  }
}

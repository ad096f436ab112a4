package dev.stint.spring.slice;

import java.util.concurrent.atomic.AtomicInteger;

/** Takes a parcel at the third call. */
class BusyCarrier implements Depot.Carrier {

  private final AtomicInteger calls = new AtomicInteger();

  @Override
  public String take(int parcel) {
    if (calls.incrementAndGet() < 3) {
      throw new IllegalStateException("busy");
    }
    return "took " + parcel;
  }
}

package dev.stint.application.contract.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Random choices in short words. Not thread-safe. */
final class Draw {

  private final SplittableRandom random;

  Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** From 1 to {@code most}. */
  int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** At most {@code most} different ones, at least one if there is any. */
  <T> List<T> some(List<T> choices, int most) {
    List<T> left = new ArrayList<>(choices);
    List<T> some = new ArrayList<>();
    for (int i = left.isEmpty() ? 0 : upTo(most); i > 0 && !left.isEmpty(); i--) {
      some.add(left.remove(random.nextInt(left.size())));
    }
    return some;
  }

  /** One of several ways, each as likely as its weight says. */
  <T> T weighted(List<Way<T>> ways) {
    int left = random.nextInt(ways.stream().mapToInt(Way::weight).sum());
    for (Way<T> way : ways) {
      left -= way.weight();
      if (left < 0) {
        return way.taken().get();
      }
    }
    throw new IllegalStateException("the weights add up");
  }

  record Way<T>(int weight, Supplier<T> taken) {}
}

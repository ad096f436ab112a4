package dev.stint.application.api;

import dev.stint.domain.Payload;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a hook says: go on (maybe with changed arguments or cursor), or drop the action. */
public sealed interface HookDecision<A> {

  static <A> HookDecision<A> proceed() {
    return new Proceed<>(Optional.empty(), Optional.empty());
  }

  static <A> HookDecision<A> proceed(A arguments) {
    return new Proceed<>(Optional.of(arguments), Optional.empty());
  }

  static <A> HookDecision<A> proceedAt(Payload cursor) {
    return new Proceed<>(Optional.empty(), Optional.of(cursor));
  }

  /** A start hook's way to skip the action, a recover hook's way to give it up. */
  static <A> HookDecision<A> drop(@Nullable String why) {
    return new Drop<>(why == null ? "no reason given" : why);
  }

  record Proceed<A>(Optional<A> arguments, Optional<Payload> cursor) implements HookDecision<A> {}

  record Drop<A>(String why) implements HookDecision<A> {}
}
